import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { NextCustomer } from '@/app/_till/NextCustomer';
import { tillPlace } from '@/app/_till/place';
import { SeenSpend } from '@/app/_till/SeenSpend';
import { Slip } from '@/app/_till/Slip';
import { SpendVerdict } from '@/app/_till/SpendVerdict';
import { VoidForm } from '@/app/_till/VoidForm';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { PrintButton } from '@/app/_ui/PrintButton';
import { uuid } from '@/app/api/v1/uuid';
import { spendFile } from '@/db/queries/spends';
import { merchantRoles } from '@/domain/roles';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('till'))('result') };
}

/** A spend of this shop: what came of it, for the screen and the printer, and the way to take it back. */
export default async function SpendPage({ params }: Props) {
  const id = uuid((await params).id);
  const place = await tillPlace(await requireUser(`/esercente/esito/${id}`, ...merchantRoles));
  const seen = place && { merchantId: place.merchantId, shopId: place.boundTo };
  const spend = seen && (await spendFile(database(), seen, id));
  if (!spend) notFound();
  const t = await getTranslations('till');
  return (
    <>
      <SeenSpend redemptionId={id} />
      <SpendVerdict spend={spend} />
      <Slip spend={spend} />
      <Actions>
        <NextCustomer>{t('next')}</NextCustomer>
        <PrintButton label={t('print')} />
        <ButtonLink href="/esercente/movimenti" look="link">
          {t('seeMovements')}
        </ButtonLink>
      </Actions>
      {spend.voidable && <VoidForm redemptionId={id} until={spend.until} />}
    </>
  );
}
