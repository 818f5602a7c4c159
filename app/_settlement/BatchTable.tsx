import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { paymentBatchList } from '@/db/queries/settlements';
import { writeNote } from '@/domain/settlement/note';
import { batchState } from './batch-state';

/** The last payments, each with how far it has come. */
export async function BatchTable({ rows }: { rows: Awaited<ReturnType<typeof paymentBatchList>> }) {
  const t = await getTranslations('settlement.batches');
  if (rows.length === 0) return <p>{t('none')}</p>;
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={rows}
      rowKey={({ batch }) => batch.id}
      columns={[
        {
          key: 'number',
          header: t('number'),
          rowHeader: true,
          cell: ({ batch }) => (
            <Link href={`/operatore/liquidazioni/pagamenti/${batch.id}`}>{writeNote(batch)}</Link>
          ),
        },
        {
          key: 'prepared',
          header: t('preparedAt'),
          cell: ({ batch }) => <DateTime at={batch.preparedAt} precision="minute" />,
        },
        {
          key: 'state',
          header: t('state'),
          cell: ({ batch, open }) => t(`states.${batchState(batch, open)}`, { open }),
        },
        { key: 'notes', header: t('notes'), number: true, cell: ({ payments }) => payments },
        { key: 'total', header: t('total'), number: true, cell: ({ cents }) => <Amount cents={cents} /> },
      ]}
    />
  );
}
