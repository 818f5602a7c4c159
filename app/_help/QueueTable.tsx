import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { QueueRow } from '@/db/queries/tickets/queue';
import { TicketBadge } from './TicketBadge';

/** The requests for help with the term of each; what is late says so in words. */
export async function QueueTable({ rows, now }: { rows: readonly QueueRow[]; now: Date }) {
  const [t, tDesk, tHelp] = await Promise.all([
    getTranslations('help.queue'),
    getTranslations('help.desk'),
    getTranslations('help'),
  ]);
  const columns: Column<QueueRow>[] = [
    {
      key: 'code',
      header: t('code'),
      rowHeader: true,
      cell: ({ ticket: { code } }) => (
        <Link href={`/supporto/${code}`} prefetch={false} className="code">
          {code}
        </Link>
      ),
    },
    { key: 'name', header: t('name'), cell: ({ ticket: { name } }) => name },
    {
      key: 'category',
      header: t('category'),
      cell: ({ ticket: { category, priority } }) => (
        <>
          {tHelp(`categories.${category}`)}
          {priority !== 'normale' && (
            <>
              {' · '}
              <strong>{tDesk(`priorities.${priority}`)}</strong>
            </>
          )}
        </>
      ),
    },
    { key: 'term', header: t('term'), cell: ({ ticket }) => <Term ticket={ticket} now={now} /> },
    {
      key: 'hands',
      header: t('assignee'),
      cell: ({ ticket: { level }, assignee }) =>
        [assignee ?? t('nobody'), ...(level === 'sportello' ? [] : [tDesk(`levels.${level}`)])].join(' · '),
    },
    {
      key: 'opened',
      header: t('opened'),
      cell: ({ ticket: { createdAt } }) => <DateTime at={createdAt} precision="minute" />,
    },
    { key: 'state', header: t('state'), cell: ({ ticket: { status } }) => <TicketBadge status={status} /> },
  ];
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ ticket: { id } }) => id}
    />
  );
}

async function Term({ ticket, now }: { ticket: QueueRow['ticket']; now: Date }) {
  const t = await getTranslations('help.queue');
  const { dueAt, firstAnsweredAt } = ticket;
  if (dueAt === null) return null;
  return (
    <>
      {t(firstAnsweredAt === null ? 'firstAnswer' : 'resolution')} <DateTime at={dueAt} precision="minute" />
      {dueAt < now && <strong className="overdue"> {t('late')}</strong>}
    </>
  );
}
