import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { valueOf, type Query } from '@/app/_server/query';
import { Conversation } from '@/app/_help/Conversation';
import { TicketNotice } from '@/app/_help/TicketNotice';
import { TicketState } from '@/app/_help/TicketState';
import { database } from '@/app/_server/database';
import { currentUser } from '@/app/_server/session';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { holds } from '@/commands/ticket/reply';
import { ticketByCode } from '@/db/queries/tickets/file';
import { normaliseCode } from '@/domain/code';
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
  return (
    <>
      <TicketNotice
        sent={valueOf(query, 'inviata') !== ''}
        replied={valueOf(query, 'scritto') !== ''}
        ticket={ticket}
      />
      <PageHead title={t('ticketTitle', { code: ticket.code })} />
      <TicketState ticket={ticket} />
      <Conversation messages={conversation} reader="richiedente" requester={ticket.name} />
      {ticket.status === 'chiusa' ? (
        <p>{t('closedText')}</p>
      ) : (
        <Form action={reply} id="risposta" aria-label={t('replyForm')}>
          <HiddenField name="code" value={ticket.code} />
          <input type="hidden" name="secret" value={byUser ? '' : secret} />
          <TextArea name="text" label={t('reply')} hint={t('replyHint')} rows={4} required />
          <SubmitButton>{t('sendReply')}</SubmitButton>
        </Form>
      )}
    </>
  );
}
