import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { BatchTable } from '@/app/_settlement/BatchTable';
import { CloseAll } from '@/app/_settlement/CloseAll';
import { DaysToPay } from '@/app/_settlement/DaysToPay';
import { OfficeTable } from '@/app/_settlement/OfficeTable';
import { ShopSpend } from '@/app/_settlement/ShopSpend';
import { Views } from '@/app/_settlement/Views';
import { statusOf } from '@/app/_settlement/words';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { databaseNow } from '@/db/queries/clock';
import {
  paidDays,
  paymentBatchList,
  settlementCounts,
  settlementsIn,
  spendPerShop,
  unsettledCents,
} from '@/db/queries/settlements';
import { officeRoles } from '@/domain/roles';
import { daysToPay } from '@/domain/settlement/days-to-pay';
import type { SettlementStatus } from '@/domain/settlement/status';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlement'))('office.title') };
}

/** Where the office has work, first to last. */
const worked: SettlementStatus[] = ['presentata', 'verificata', 'respinta dalla banca', 'in pagamento'];

/** What merchants are owed by its state, the payments under way, and how long they wait. */
export default async function SettlementsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/operatore/liquidazioni', ...officeRoles);
  const db = database();
  const [t, query, counts] = await Promise.all([
    getTranslations('settlement'),
    searchParams,
    settlementCounts(db),
  ]);
  const first = worked.find((each) => counts.has(each)) ?? 'aperta';
  const status = statusOf(valueOf(query, 'stato')) ?? first;
  const now = await databaseNow(db);
  const [rows, batches, days, shops] = await Promise.all([
    settlementsIn(db, status),
    paymentBatchList(db),
    paidDays(db),
    spendPerShop(db, now),
  ]);
  const sums =
    status === 'aperta'
      ? await unsettledCents(
          db,
          rows.map(({ merchantId }) => merchantId),
        )
      : new Map<string, number>();
  const closed = valueOf(query, 'chiusi');
  return (
    <>
      <PageHead title={t('office.title')}>
        <p>{t('office.lead')}</p>
      </PageHead>
      {closed !== '' && (
        <Callout tone="success" role="status" title={t('office.closed')}>
          <p>{t('office.closedText')}</p>
        </Callout>
      )}
      <Views counts={counts} current={status} />
      <OfficeTable status={status} rows={rows} sums={sums} now={now} />
      {status === 'aperta' && rows.length > 0 && <CloseAll />}
      <h2>{t('batches.title')}</h2>
      <BatchTable rows={batches} />
      <p className="no-print">
        <ButtonLink href="/operatore/liquidazioni/esiti" look="secondary" icon="upload">
          {t('imports.title')}
        </ButtonLink>
      </p>
      <div className="charts">
        <DaysToPay figures={daysToPay(days)} />
        <ShopSpend rows={shops} />
      </div>
    </>
  );
}
