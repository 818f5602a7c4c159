import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { QueueRow } from '@/db/queries/tickets/queue';
import { TicketBadge } from './TicketBadge';

type Ticket = QueueRow['ticket'];

/** The requests for help with the term of each; what is late says so in words. */
export async function QueueTable({ tickets, now }: { tickets: readonly Ticket[]; now: Date }) {
  const t = await getTranslations('help.queue');
  const columns: Column<Ticket>[] = [
    {
      key: 'code',
      header: t('code'),
      rowHeader: true,
      cell: ({ code }) => (
        <Link href={`/supporto/${code}`} prefetch={false} className="code">
          {code}
        </Link>
      ),
    },
    { key: 'name', header: t('name'), cell: ({ name }) => name },
    {
      key: 'opened',
      header: t('opened'),
      cell: ({ createdAt }) => <DateTime at={createdAt} precision="minute" />,
    },
    {
      key: 'term',
      header: t('term'),
      cell: (ticket) => (
        <Term ticket={ticket} now={now} words={[t('firstAnswer'), t('resolution'), t('late')]} />
      ),
    },
    { key: 'state', header: t('state'), cell: ({ status }) => <TicketBadge status={status} /> },
  ];
  return (
    <DataTable caption={t('title')} captionHidden columns={columns} rows={tickets} rowKey={({ id }) => id} />
  );
}

type TermProps = { ticket: Ticket; now: Date; words: [string, string, string] };

function Term({ ticket, now, words: [firstAnswer, resolution, late] }: TermProps) {
  const term = ticket.dueAt;
  if (term === null) return null;
  return (
    <>
      {ticket.firstAnsweredAt === null ? firstAnswer : resolution} <DateTime at={term} precision="minute" />
      {term < now && <strong className="overdue"> {late}</strong>}
    </>
  );
}
