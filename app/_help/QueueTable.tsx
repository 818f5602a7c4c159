import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { ticketQueue } from '@/db/queries/tickets';
import { TicketBadge } from './TicketBadge';

type Ticket = Awaited<ReturnType<typeof ticketQueue>>[number];

/** The term that runs for a ticket: its first answer, then its resolution; none once resolved. */
const termOf = ({ status, firstAnswerBy, resolveBy }: Ticket): Date | null =>
  ({ aperta: firstAnswerBy, 'in lavorazione': resolveBy, risolta: null, chiusa: null })[status];

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
  const term = termOf(ticket);
  if (term === null) return null;
  return (
    <>
      {ticket.status === 'aperta' ? firstAnswer : resolution} <DateTime at={term} precision="minute" />
      {term < now && <strong className="overdue"> {late}</strong>}
    </>
  );
}
