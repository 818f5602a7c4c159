import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import type { AmountModel } from '@/domain/programme/rules';
import type { Cents } from '@/domain/money';

type Props = {
  /** People in the household, as they result from the list. */
  members: number;
  model: AmountModel;
  proposedCents: Cents;
  /** What the fund still holds, or null where the programme has none. */
  residualCents: Cents | null;
};

/** The amount by the programme's own table, with the row it comes from: nobody has to trust the figure. */
export async function Proposal({ members, model, proposedCents, residualCents }: Props) {
  const t = await getTranslations('office.proposal');
  const last = model.table.length;
  const ours = Math.min(members, last);
  const rows = model.table.map((cents, index) => ({ members: index + 1, cents }));
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'members',
      header: t('members'),
      rowHeader: true,
      cell: (row) => (
        <>
          {row.members === last ? t('orMore', { count: row.members }) : row.members}
          {row.members === ours && <strong className="this-row"> {t('thisRow')}</strong>}
        </>
      ),
    },
    { key: 'amount', header: t('amount'), number: true, cell: ({ cents }) => <Amount cents={cents} /> },
  ];
  return (
    <Card>
      <h2>{t('title')}</h2>
      <p className="big-amount">
        <Amount cents={proposedCents} />
      </p>
      <p>{t('explanation', { count: members })}</p>
      <details>
        <summary>{t('table')}</summary>
        <DataTable
          caption={t('table')}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.members)}
          narrow="scroll"
        />
      </details>
      {residualCents !== null && (
        <p>
          {t('residual')} <Amount cents={residualCents} />
        </p>
      )}
    </Card>
  );
}
