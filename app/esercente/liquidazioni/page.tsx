import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Period } from '@/app/_settlement/Period';
import { SettlementBadge } from '@/app/_settlement/SettlementBadge';
import { Amount } from '@/app/_ui/Amount';
import { Callout } from '@/app/_ui/Callout';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { merchantSettlements, unsettledCents } from '@/db/queries/settlements';
import { writeNote } from '@/domain/settlement/note';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlement'))('own.title') };
}

/** What the merchant is paid, a row for each period; the running one shows what has come together so far. */
export default async function OwnSettlementsPage() {
  const { merchantId } = await requireUser('/esercente/liquidazioni', 'esercente');
  const db = database();
  const [t, rows, sums] = await Promise.all([
    getTranslations('settlement'),
    merchantId === null ? [] : merchantSettlements(db, merchantId),
    unsettledCents(db, merchantId === null ? [] : [merchantId]),
  ]);
  const todo = rows.filter(({ status }) =>
    ['da presentare', 'da correggere', 'respinta dalla banca'].includes(status),
  );
  return (
    <>
      <PageHead title={t('own.title')}>
        <p>{t('own.lead')}</p>
      </PageHead>
      {todo.length > 0 && (
        <Callout tone="warning" title={t('own.todo', { count: todo.length })}>
          <p>{t('own.todoText')}</p>
        </Callout>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('own.empty')} icon="card">
          <p>{t('own.emptyText')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('own.title')}
          captionHidden
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'period',
              header: t('facts.period'),
              rowHeader: true,
              cell: (row) =>
                row.status === 'aperta' ? (
                  <Period from={row.periodFrom} to={row.periodTo} />
                ) : (
                  <Link href={`/esercente/liquidazioni/${row.id}`}>
                    <Period from={row.periodFrom} to={row.periodTo} />
                  </Link>
                ),
            },
            {
              key: 'state',
              header: t('facts.state'),
              cell: ({ status }) => <SettlementBadge status={status} />,
            },
            {
              key: 'note',
              header: t('facts.note'),
              cell: ({ noteNumber, noteYear }) =>
                noteNumber !== null && noteYear !== null && writeNote({ number: noteNumber, year: noteYear }),
            },
            {
              key: 'payBy',
              header: t('facts.payBy'),
              cell: ({ payBy, paidAt }) =>
                payBy !== null && paidAt === null && <DateTime at={payBy} precision="day" />,
            },
            {
              key: 'total',
              header: t('facts.total'),
              number: true,
              cell: ({ status, totalCents, merchantId: of }) => (
                <Amount cents={status === 'aperta' ? (sums.get(of) ?? 0) : (totalCents ?? 0)} />
              ),
            },
          ]}
        />
      )}
    </>
  );
}
