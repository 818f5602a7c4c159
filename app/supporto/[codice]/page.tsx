import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Conversation } from '@/app/_help/Conversation';
import { DeskForms } from '@/app/_help/DeskForms';
import { Requester } from '@/app/_help/Requester';
import { TicketState } from '@/app/_help/TicketState';
import { valueOf, type Query } from '@/app/_server/query';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { ticketByCode } from '@/db/queries/tickets/file';
import { normaliseCode } from '@/domain/code';

type Props = { params: Promise<{ codice: string }>; searchParams: Promise<Query> };

const done = ['risposta', 'risolta'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('ticket') };
}

/** A request for help, for the desk. */
export default async function DeskTicketPage({ params, searchParams }: Props) {
  const code = normaliseCode((await params).codice).slice(0, 40);
  await requireUser(`/supporto/${code}`, 'supporto');
  const [t, query, found] = await Promise.all([
    getTranslations('help'),
    searchParams,
    ticketByCode(database(), code),
  ]);
  if (!found) notFound();
  const { ticket, conversation } = found;
  const notice = done.find((word) => word === valueOf(query, 'fatto'));
  return (
    <>
      <Breadcrumb items={[{ label: t('queue.title'), href: '/supporto' }]} current={ticket.code} />
      {notice !== undefined && <Callout tone="success" role="status" title={t(`desk.done.${notice}`)} />}
      <PageHead title={t('ticketTitle', { code: ticket.code })} />
      <div className="case">
        <div className="case-evidence">
          <Conversation messages={conversation} reader="supporto" requester={ticket.name} />
          <DeskForms code={ticket.code} status={ticket.status} />
        </div>
        <div className="case-data">
          <TicketState ticket={ticket} />
          <Requester ticket={ticket} />
        </div>
      </div>
    </>
  );
}
