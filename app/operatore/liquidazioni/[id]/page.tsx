import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Facts } from '@/app/_settlement/Facts';
import { Files } from '@/app/_settlement/Files';
import { Happened } from '@/app/_settlement/Happened';
import { Lines } from '@/app/_settlement/Lines';
import { Payments } from '@/app/_settlement/Payments';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { PageHead } from '@/app/_ui/PageHead';
import { SummaryList } from '@/app/_ui/SummaryList';
import { programmeParts } from '@/db/queries/settlements';
import { OfficeAct } from './OfficeAct';
import { officeSettlement } from './of';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlement'))('office.one') };
}

/** A settlement for the office: its checks and what may be done, then what it is made of. */
export default async function SettlementPage({ params }: Props) {
  const [t, { file, page }] = await Promise.all([getTranslations('settlement'), officeSettlement(params)]);
  const parts = await programmeParts(database(), file.settlement.id);
  const drawn = file.lines.length > 0;
  return (
    <>
      <Breadcrumb
        items={[{ label: t('office.title'), href: '/operatore/liquidazioni' }]}
        current={file.merchant.name}
      />
      <PageHead title={t('office.ofMerchant', { merchant: file.merchant.name })} />
      <Facts file={file} withMerchant />
      {drawn && <Files file={file} base={page} />}
      <OfficeAct file={file} />
      {parts.length > 1 && (
        <section aria-labelledby="bandi">
          <h2 id="bandi">{t('office.parts')}</h2>
          <SummaryList
            items={parts.map(({ programme, cents }) => ({
              label: programme,
              value: <Amount cents={cents} />,
            }))}
          />
        </section>
      )}
      <Payments file={file} office />
      {drawn && <Lines file={file} />}
      <Happened file={file} />
    </>
  );
}
