import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { budgetHref } from '@/app/_budget/address';
import { DrawNote } from '@/app/_open/DrawNote';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import { drawBehind } from '@/db/queries/draws';
import { placeInList } from '@/db/queries/waiting-list';
import { formatEuro } from '@/domain/money';

type Props = { applicationId: string; programmeId: string };

/** Where an application stands in the waiting list of its programme. */
export async function WaitingBox({ applicationId, programmeId }: Props) {
  const [t, place, drawn] = await Promise.all([
    getTranslations('budget.case'),
    placeInList(database(), applicationId),
    drawBehind(database(), applicationId),
  ]);
  if (!place) return null;
  return (
    <Callout title={t('title', { number: place.number, of: place.of })}>
      <p>{t('amount', { amount: `${formatEuro(place.amountCents)} €` })}</p>
      {drawn && <DrawNote {...drawn} waits />}
      <p>
        <Link href={budgetHref(programmeId, '/lista')}>{t('link')}</Link>
      </p>
    </Callout>
  );
}
