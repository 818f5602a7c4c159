import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { actOf } from '@/app/_merchants/act-pages';
import { AgreementForm } from '@/app/_merchants/AgreementForm';
import { officeArea } from '@/app/_merchants/area';
import { database } from '@/app/_server/database';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { databaseNow } from '@/db/queries/clock';
import { merchantFile } from '@/db/queries/merchants/file';
import { mayHappen } from '@/domain/merchant/acts';

type Props = { params: Promise<{ id: string; atto: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const act = actOf((await params).atto);
  if (act === null) notFound();
  return { title: (await getTranslations('merchants'))(`agreement.acts.${act}`) };
}

/** One act on an agreement: what follows from it, and the form that asks why. */
export default async function AgreementActPage({ params }: Props) {
  const { id, atto } = await params;
  const area = await officeArea(id, `/atti/${atto}`);
  const act = actOf(atto);
  const file = await merchantFile(database(), area.merchantId);
  if (act === null || !file) notFound();
  const [t, now] = await Promise.all([getTranslations('merchants'), databaseNow(database())]);
  const { merchant } = file;
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('title'), href: '/operatore/esercenti' },
          { label: merchant.name, href: area.base },
        ]}
        current={t(`agreement.acts.${act}`)}
      />
      <PageHead title={t(`agreement.titles.${act}`, { name: merchant.name })}>
        <p>{t(`agreement.effects.${act}`)}</p>
      </PageHead>
      {mayHappen(merchant.status, act) ? (
        <AgreementForm act={act} file={file} now={now} />
      ) : (
        <Callout tone="warning" title={t('agreement.impossible')}>
          <p>{t('agreement.impossibleText', { state: t(`states.${merchant.status}`).toLowerCase() })}</p>
        </Callout>
      )}
      <p className="mt-4">
        <a href={area.base}>{t('agreement.back')}</a>
      </p>
    </>
  );
}
