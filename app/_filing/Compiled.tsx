import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import type { CompiledRow } from '@/db/queries/filed-for';

/** What is compiled for one person, in a call or by a mandate. */
export async function Compiled({ rows }: { rows: CompiledRow[] }) {
  const t = await getTranslations('filing');
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{t('compiled')}</h2>
      <DataTable
        caption={t('compiled')}
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'service',
            header: t('service'),
            rowHeader: true,
            cell: ({ id, programme }) => <Link href={`/domande/${id}`}>{programme}</Link>,
          },
          { key: 'status', header: t('status'), cell: ({ status }) => <StatusBadge status={status} /> },
          {
            key: 'registration',
            header: t('registration'),
            cell: ({ registrationNumber, registrationYear }) =>
              registrationNumber === null ? '—' : `${registrationNumber}/${registrationYear}`,
          },
          { key: 'saved', header: t('saved'), cell: ({ savedAt }) => <DateTime at={savedAt} /> },
        ]}
      />
    </>
  );
}
