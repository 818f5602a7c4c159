import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Conversation } from '@/app/_help/Conversation';
import { DeskForms } from '@/app/_help/DeskForms';
import { Handling } from '@/app/_help/Handling';
import { History } from '@/app/_help/History';
import { LookPanel } from '@/app/_help/LookPanel';
import { Notes } from '@/app/_help/Notes';
import { Requester } from '@/app/_help/Requester';
import { TermsBox } from '@/app/_help/TermsBox';
import { Ties } from '@/app/_help/Ties';
import { FailedAround } from '@/app/_messages/FailedAround';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { actorOf, requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { databaseNow } from '@/db/queries/clock';
import {
  cannedAnswersOf,
  deskStaff,
  looksOn,
  openTicketsOf,
  ticketHistory,
  ticketNotesOn,
  ticketTies,
} from '@/db/queries/tickets/desk';
import { ticketByCode } from '@/db/queries/tickets/file';
import { normaliseCode } from '@/domain/code';
import { may } from '@/domain/permissions';
import { deskRoles } from '@/domain/roles';

type Props = { params: Promise<{ codice: string }>; searchParams: Promise<Query> };

const done = [
  'risposta',
  'domanda',
  'risolta',
  'nota',
  'presa',
  'assegnata',
  'classificata',
  'passata',
  'collegata',
  'unita',
  'esame',
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('ticket') };
}

/** A request for help, for the desk. */
export default async function DeskTicketPage({ params, searchParams }: Props) {
  const code = normaliseCode((await params).codice).slice(0, 40);
  const user = await requireUser(`/supporto/${code}`, ...deskRoles);
  const db = database();
  const [t, query, found] = await Promise.all([
    getTranslations('help'),
    searchParams,
    ticketByCode(db, code),
  ]);
  if (!found) notFound();
  const { ticket, service, conversation } = found;
  await viewed(user, 'ticket', ticket.id);
  const [now, canned, staff, notes, events, ties, others, looks] = await Promise.all([
    databaseNow(db),
    cannedAnswersOf(db),
    deskStaff(db),
    ticketNotesOn(db, ticket.id),
    ticketHistory(db, ticket.id),
    ticketTies(db, ticket.id),
    openTicketsOf(db, ticket),
    looksOn(db, ticket.id),
  ]);
  const notice = done.find((word) => word === valueOf(query, 'fatto'));
  return (
    <>
      <Breadcrumb items={[{ label: t('queue.title'), href: '/supporto' }]} current={ticket.code} />
      {notice !== undefined && <Callout tone="success" role="status" title={t(`desk.done.${notice}`)} />}
      <PageHead title={t('ticketTitle', { code: ticket.code })} />
      <div className="case">
        <div className="case-evidence">
          <Conversation
            messages={conversation}
            reader="supporto"
            requester={ticket.name}
            fileHref={(file) => `/supporto/${ticket.code}/allegati/${file}`}
          />
          <DeskForms ticket={ticket} canned={canned} chosen={valueOf(query, 'modello')} />
          <Notes ticket={ticket} notes={notes} />
          <History events={events} />
        </div>
        <div className="case-data">
          <TermsBox ticket={ticket} now={now} />
          <Requester ticket={ticket} service={service} />
          <Handling ticket={ticket} staff={staff} />
          <LookPanel ticket={ticket} looks={looks} reader={user.id} />
          <FailedAround ticket={ticket} />
          <Ties
            ticket={ticket}
            ties={ties}
            others={others}
            mayOpen={may(actorOf(user), 'application.read', false)}
          />
        </div>
      </div>
    </>
  );
}
