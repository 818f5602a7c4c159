import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { Figure } from './Figure';
import { differenceOf, type Row } from './rows';

type Props = { caption: string; rows: readonly Row[]; compared: boolean };

/** Figures of the draft, and beside them those of the other rules with what the draft's are more. */
export async function FigureTable({ caption, rows, compared }: Props) {
  const t = await getTranslations('rehearsal');
  const columns: Column<Row>[] = [
    { key: 'label', header: t('columns.figure'), rowHeader: true, cell: ({ label }) => label },
    {
      key: 'draft',
      header: t('columns.draft'),
      number: true,
      cell: ({ draft, unit }) => <Figure value={draft} unit={unit} />,
    },
  ];
  const beside: Column<Row>[] = [
    {
      key: 'other',
      header: t('columns.other'),
      number: true,
      cell: ({ other, unit }) => <Figure value={other} unit={unit} />,
    },
    {
      key: 'difference',
      header: t('columns.difference'),
      number: true,
      cell: (row) => <Figure value={differenceOf(row) ?? undefined} unit={row.unit} signed />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      narrow={compared ? 'scroll' : 'cards'}
      rows={rows}
      rowKey={({ label }) => label}
      columns={compared ? [...columns, ...beside] : columns}
    />
  );
}
