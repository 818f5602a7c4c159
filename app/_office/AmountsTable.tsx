import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import type { Cents } from '@/domain/money';
import { amountForAdults, householdSizes, type AmountModel } from '@/domain/programme/amounts';

type Props = {
  model: AmountModel;
  caption: string;
  captionHidden?: boolean;
  /** The household the table is read for: its row is marked. */
  members?: number;
};

type Row = { members: number; cents: Cents };

/**
 * A programme's amounts by members of the household, before additions and bands; the last row serves all larger ones.
 * What is set only at the closing has no rows: it is said instead.
 */
export async function AmountsTable({ model, caption, captionHidden = false, members }: Props) {
  const t = await getTranslations('office.proposal');
  const rows = householdSizes(model).flatMap((size): Row[] => {
    const cents = amountForAdults(model, size);
    return cents === null ? [] : [{ members: size, cents }];
  });
  if (rows.length === 0) return <p>{t('atClosing')}</p>;
  const ours = members === undefined ? null : Math.min(members, rows.length);
  const nameOf = (row: Row): string => {
    if (row.members < rows.length) return String(row.members);
    return rows.length === 1 ? t('forAll') : t('orMore', { count: row.members });
  };
  const columns: Column<Row>[] = [
    {
      key: 'members',
      header: t('members'),
      rowHeader: true,
      cell: (row) => (
        <>
          {nameOf(row)}
          {row.members === ours && <strong className="this-row"> {t('thisRow')}</strong>}
        </>
      ),
    },
    { key: 'amount', header: t('amount'), number: true, cell: ({ cents }) => <Amount cents={cents} /> },
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden={captionHidden}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.members)}
      narrow="scroll"
    />
  );
}
