import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { valueOf, type Query } from '@/app/_server/query';
import { AttachForm } from '@/app/_help/AttachForm';
import { Conversation } from '@/app/_help/Conversation';
import { TicketBadge } from '@/app/_help/TicketBadge';
import { TicketNotice } from '@/app/_help/TicketNotice';
import { TicketState } from '@/app/_help/TicketState';
import { database } from '@/app/_server/database';
import { currentUser } from '@/app/_server/session';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { holds } from '@/commands/ticket/reply';
import { databaseNow } from '@/db/queries/clock';
import { successorOf, ticketByCode } from '@/db/queries/tickets/file';
import { normaliseCode } from '@/domain/code';
import { ticketStatusAfter } from '@/domain/ticket/status';
import { reply } from './actions';

type Props = { params: Promise<{ codice: string }>; searchParams: Promise<Query> };

/**
 * The address holds a secret, so no other site is told it. Our own still is: without any referrer browsers post forms
 * as coming from nowhere, which our own check rightly refuses.
 */
export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('help'))('ticket'),
    referrer: 'same-origin',
    robots: { index: false },
  };
}

/** A request for help, for who opened it: by the link of the mail, or signed in. To anybody else it does not exist. */
export default async function TicketPage({ params, searchParams }: Props) {
  const [{ codice }, query, t, user] = await Promise.all([
    params,
    searchParams,
    getTranslations('help'),
    currentUser(),
  ]);
  const secret = valueOf(query, 'chiave');
  const found = await ticketByCode(database(), normaliseCode(codice).slice(0, 40));
  const byUser = found !== null && user !== null && holds({ userId: user.id }, found.ticket);
  if (!found || (!byUser && !holds({ secret }, found.ticket))) notFound();
  const { ticket, conversation } = found;
  const [successor, now] = await Promise.all([successorOf(database(), ticket), databaseNow(database())]);
  const open = ticketStatusAfter(ticket.status, 'replied') !== null;
  const reopens = ticket.status === 'chiusa' && ticket.reopenBy !== null && now < ticket.reopenBy;
  return (
    <>
      <TicketNotice
        sent={valueOf(query, 'inviata') !== ''}
        replied={valueOf(query, 'scritto') !== ''}
        ticket={ticket}
      />
      <PageHead title={t('ticketTitle', { code: ticket.code })} />
      <TicketState ticket={ticket} />
      {successor && (
        <Callout>
          <p>{t('mergedText', { code: successor.code })}</p>
          <p>
            {t('mergedState', { code: successor.code })} <TicketBadge status={successor.status} />
          </p>
        </Callout>
      )}
      <Conversation
        messages={conversation}
        reader="richiedente"
        requester={ticket.name}
        fileHref={(file) =>
          `/assistenza/${ticket.code}/allegati/${file}${byUser ? '' : `?chiave=${encodeURIComponent(secret)}`}`
        }
      />
      {open && (ticket.status !== 'chiusa' || reopens) ? (
        <>
          <Form action={reply} id="risposta" aria-label={t('replyForm')}>
            {reopens && <p>{t('reopenText')}</p>}
            <HiddenField name="code" value={ticket.code} />
            <HiddenField name="id" value={newId()} />
            <input type="hidden" name="secret" value={byUser ? '' : secret} />
            <TextArea name="text" label={t('reply')} hint={t('replyHint')} rows={4} required />
            <SubmitButton>{t('sendReply')}</SubmitButton>
          </Form>
          <AttachForm
            code={ticket.code}
            secret={byUser ? '' : secret}
            refused={valueOf(query, 'rifiutato')}
          />
        </>
      ) : (
        successor === null && <p>{t('closedText')}</p>
      )}
    </>
  );
}
