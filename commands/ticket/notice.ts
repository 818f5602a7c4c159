import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { tickets } from '../../db/schema/tickets';
import { writeDay, writeDeadline } from '../../domain/calendar';
import type { MessageParams } from '../../domain/messages';
import { ticketNotices, type TicketNotice } from '../../domain/notices';
import { ok, refused } from '../../domain/result';
import { responsabileMail } from '../application/notice';
import { queueMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import type { Ticket } from './case';

/**
 * Queues a message of a ticket's workflow, once for each occasion. What concerns a term goes to whoever has the ticket in
 * hand: the desk, then who answers for the office.
 *
 * @param input.deskMail where the desk reads its own messages
 *
 * Refusals: `not-found`; `act-not-allowed` for what the ticket no longer says (it closes on no day any more).
 */
export async function noticeTicket(
  db: Queryable,
  input: { ticketId: string; notice: TicketNotice; occasion: string; deskMail: string },
): Promise<Outcome<{ messageId: string }>> {
  const { ticketId, notice, occasion, deskMail } = input;
  return transact(db, async (tx) => {
    const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId));
    if (!ticket) return refused({ code: 'not-found' });
    const params = paramsOf[notice](ticket, await successorOf(tx, ticket));
    if (params === null) return refused({ code: 'act-not-allowed' });
    const office = async () => (await responsabileMail(tx)) ?? deskMail;
    const recipients = {
      requester: () => ticket.email,
      desk: () => (ticket.level === 'responsabile' ? office() : deskMail),
      office,
    };
    return ok(
      await queueMessage(tx, {
        kind: notice,
        recipient: await recipients[ticketNotices[notice]](),
        params,
        businessKey: `${notice}:${ticketId}:${occasion}`,
      }),
    );
  });
}

type Followed = Pick<Ticket, 'code' | 'secret'>;

const addressed = ({ name, code, secret }: Ticket) => ({ name, code, secret });

/** The day a silent ticket closes, or null once it waits for nobody. */
const closing = (ticket: Ticket) =>
  ticket.closesAt && { ...addressed(ticket), closesOn: writeDay(ticket.closesAt) };

const paramsOf: {
  [N in TicketNotice]: (ticket: Ticket, successor: Followed | null) => MessageParams[N] | null;
} = {
  'ticket-opened': addressed,
  'ticket-answered': addressed,
  'ticket-resolved': addressed,
  'ticket-waiting': closing,
  'ticket-closing-soon': closing,
  'ticket-merged': ({ name, code }, successor) =>
    successor && { name, merged: code, code: successor.code, secret: successor.secret },
  'ticket-overdue': ({ code }) => ({ code }),
  'ticket-escalated': ({ code }) => ({ code }),
  'ticket-at-risk': ({ code, dueAt }) => dueAt && { code, dueAt: writeDeadline(dueAt) },
};

async function successorOf(tx: Queryable, { mergedInto }: Ticket): Promise<Followed | null> {
  if (mergedInto === null) return null;
  const [other] = await tx
    .select({ code: tickets.code, secret: tickets.secret })
    .from(tickets)
    .where(eq(tickets.id, mergedInto));
  return other ?? null;
}
