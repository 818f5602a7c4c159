import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { budgetHref } from '@/app/_budget/address';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Amount } from '@/app/_ui/Amount';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { budgets, emptyBudget, type Budget } from '@/db/queries/budget';
import { programmeBudgets } from '@/db/queries/programmes';

type Row = { id: string; name: string; budget: Budget };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budget'))('title') };
}

/** The money of all programmes at a glance. */
export default async function BudgetsPage() {
  await requireUser('/operatore/bilancio', 'operatore', 'responsabile');
  const db = database();
  const [t, programmes, all] = await Promise.all([
    getTranslations('budget'),
    programmeBudgets(db),
    budgets(db),
  ]);
  const rows: Row[] = programmes.map(({ id, name }) => ({ id, name, budget: all.get(id) ?? emptyBudget }));
  const total = (figure: keyof Budget) => (
    <Amount cents={rows.reduce((sum, { budget }) => sum + budget[figure], 0)} />
  );
  const figures = {
    allocatedCents: t('allocated'),
    committedCents: t('committed'),
    spentCents: t('spent'),
    paidCents: t('paid'),
    savedCents: t('saved'),
    residualCents: t('residual'),
  };
  const names = Object.keys(figures) as (keyof Budget)[];
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('tables.programme'),
      rowHeader: true,
      cell: ({ id, name }) => <Link href={budgetHref(id)}>{name}</Link>,
    },
    ...names.map((figure): Column<Row> => ({
      key: figure,
      header: figures[figure],
      number: true,
      cell: ({ budget }) => <Amount cents={budget[figure]} />,
    })),
  ];
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('allLead')}</p>
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title={t('noProgrammes')} />
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          totals={{
            name: t('tables.total'),
            ...Object.fromEntries(names.map((figure) => [figure, total(figure)])),
          }}
        />
      )}
    </>
  );
}
