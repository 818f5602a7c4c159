import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { batchHref } from './address';
import { database } from '@/app/_server/database';
import { DataTable } from '@/app/_ui/DataTable';
import { batchRowsFrom, type BatchFile } from '@/db/queries/batches';
import { identityColumns, reasonColumn } from './RowCells';

/** How many are shown; all of them stand in the CSV. */
const shown = 100;

/** The rows of a preview that cannot be done, each with its reason. */
export async function NotPossible({ batch }: { batch: BatchFile }) {
  const count = batch.counts.rifiutata;
  if (count === 0) return null;
  const [t, rows] = await Promise.all([
    getTranslations('batches.preview'),
    batchRowsFrom(database(), batch.id, { states: ['rifiutata'], after: 0, limit: shown }),
  ]);
  return (
    <section className="batch-refused">
      <DataTable
        caption={t('notPossible', { count })}
        columns={[...(await identityColumns(batch.kind === 'results')), await reasonColumn(rows)]}
        rows={rows}
        rowKey={({ position }) => String(position)}
      />
      {count > shown && (
        <>
          <p>{t('firstShown', { shown })}</p>
          <ButtonLink href={`${batchHref(batch.id)}/csv`} look="secondary" icon="download">
            {t('allRows')}
          </ButtonLink>
        </>
      )}
    </section>
  );
}
