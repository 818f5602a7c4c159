import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import type { Check } from '@/db/queries/control/checks';
import { declarations, type Declaration } from '@/domain/control/check';
import { declarationWords } from './declaration-words';
import { OutcomeBadge } from './OutcomeBadge';

type Row = Check['outcomes'][number];

/** What was found of each declaration, as it stands. */
export async function CheckOutcomes({ outcomes }: Pick<Check, 'outcomes'>) {
  const [t, words] = await Promise.all([getTranslations('samples.check'), declarationWords()]);
  const columns: Column<Row>[] = [
    {
      key: 'declaration',
      header: t('declaration'),
      rowHeader: true,
      cell: ({ declaration }) => words(declaration as Declaration),
    },
    { key: 'outcome', header: t('outcome'), cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
    { key: 'comparedWith', header: t('comparedWith'), cell: ({ comparedWith }) => comparedWith },
    {
      key: 'note',
      header: t('note'),
      cell: ({ note }) => note !== '' && <span className="as-written">{note}</span>,
    },
    { key: 'by', header: t('by'), cell: ({ by }) => by },
  ];
  const place = ({ declaration }: Row) => declarations.indexOf(declaration as Declaration);
  return (
    <section className="control-section">
      <DataTable
        caption={t('outcomesCaption')}
        columns={columns}
        rows={outcomes.toSorted((one, other) => place(one) - place(other))}
        rowKey={({ declaration }) => declaration}
      />
    </section>
  );
}
