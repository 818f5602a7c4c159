import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Amount } from '@/app/_ui/Amount';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { Icon } from '@/app/_ui/Icon';
import { approvalsOf } from '@/db/queries/batches';
import { programmeBudgets } from '@/db/queries/programmes';
import { effectOn, type BudgetEffect } from '@/domain/batch/budget';

type Row = BudgetEffect & { programme: string; waits: boolean };

/** What the approvals of a preview would make of each fund, as it stands now; nothing where there is none. */
export async function Budget({ batchId }: { batchId: string }) {
  const [t, approvals, budgets] = await Promise.all([
    getTranslations('batches.budget'),
    approvalsOf(database(), batchId),
    programmeBudgets(database()),
  ]);
  if (approvals.length === 0) return null;
  const rows = approvals.map(({ programmeId, programme, amounts }): Row => {
    const budget = budgets.find(({ id }) => id === programmeId);
    return {
      ...effectOn(budget?.residualCents ?? 0, amounts),
      programme,
      waits: budget?.rules.waitingList ?? false,
    };
  });
  const columns: Column<Row>[] = [
    { key: 'programme', header: t('programme'), rowHeader: true, cell: ({ programme }) => programme },
    { key: 'count', header: t('approvals'), number: true, cell: ({ count }) => count },
    {
      key: 'total',
      header: t('total'),
      number: true,
      cell: ({ totalCents }) => <Amount cents={totalCents} />,
    },
    {
      key: 'residual',
      header: t('before'),
      number: true,
      cell: ({ residualCents }) => <Amount cents={residualCents} />,
    },
    {
      key: 'after',
      header: t('after'),
      number: true,
      cell: ({ afterCents }) => <Amount cents={afterCents} />,
    },
    {
      key: 'unfit',
      header: t('unfit'),
      cell: ({ unfit, waits }) =>
        unfit === 0 ? (
          t('allFit')
        ) : (
          <span className="row-warning">
            <Icon name="warning-circle" size="xs" />
            {waits ? t('unfitWait', { count: unfit }) : t('unfitRefused', { count: unfit })}
          </span>
        ),
    },
  ];
  return (
    <div className="batch-effect">
      <DataTable caption={t('title')} columns={columns} rows={rows} rowKey={({ programme }) => programme} />
    </div>
  );
}
