import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { statusLook } from '@/app/_ui/status-look';
import type { WorklistRow } from '@/db/queries/office';
import { writeRegistration } from '@/domain/application/registration';
import { DecideBy } from './DecideBy';

/** A page of the worklist. The whole row has the colour of its state, as in the manual's list. */
export async function WorklistTable({ rows, now }: { rows: readonly WorklistRow[]; now: Date }) {
  const t = await getTranslations('office.list');
  const columns: Column<WorklistRow>[] = [
    {
      key: 'registration',
      header: t('registration'),
      rowHeader: true,
      cell: ({ id, registration }) => (
        <Link href={`/operatore/domande/${id}`} prefetch={false}>
          {registration ? writeRegistration(registration) : t('unregistered')}
        </Link>
      ),
    },
    {
      key: 'name',
      header: t('name'),
      cell: ({ familyName, givenName }) => `${familyName ?? ''} ${givenName ?? ''}`,
    },
    { key: 'fiscalCode', header: t('fiscalCode'), cell: ({ fiscalCode }) => fiscalCode },
    { key: 'programme', header: t('programme'), cell: ({ programme }) => programme },
    { key: 'date', header: t('date'), cell: ({ listedAt }) => <DateTime at={listedAt} precision="day" /> },
    { key: 'status', header: t('status'), cell: ({ status }) => <StatusBadge status={status} /> },
    {
      key: 'decideBy',
      header: t('decideBy'),
      cell: ({ status, decideBy }) =>
        status === 'presentata' && decideBy ? <DecideBy at={decideBy} now={now} /> : null,
    },
    { key: 'operator', header: t('operator'), cell: ({ operator }) => operator },
  ];
  return (
    <DataTable
      caption={t('caption')}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowColor={({ status }) => statusLook[status].color}
    />
  );
}
