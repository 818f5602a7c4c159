import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import type { Cents } from '@/domain/money';
import type { AmountModel } from '@/domain/programme/rules';

type Props = {
  model: AmountModel;
  caption: string;
  captionHidden?: boolean;
  /** The household the table is read for: its row is marked. */
  members?: number;
};

type Row = { members: number; cents: Cents };

/** A programme's amounts by members of the household; the last row serves all larger ones. */
export async function AmountsTable({ model: { table }, caption, captionHidden = false, members }: Props) {
  const t = await getTranslations('office.proposal');
  const rows: Row[] = table.map((cents, index) => ({ members: index + 1, cents }));
  const ours = members === undefined ? null : Math.min(members, table.length);
  const nameOf = (row: Row): string => {
    if (row.members < table.length) return String(row.members);
    return table.length === 1 ? t('forAll') : t('orMore', { count: row.members });
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
