import { timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../../db/client';
import { ok, refused } from '../../domain/result';
import type { DeskRules } from '../../domain/ticket/service-levels';
import { countRequest } from '../limits/requests';
import { transact, type Outcome } from '../transaction';
import { holdTicket, isWritten, recordTicketEvent, writeTicketMessage } from './case';

/**
 * The person writes again in their ticket, opened with the secret of the mail or as the signed-in user who opened it. The
 * terms of a ticket that waited for them run on; one that was resolved, or closed not long ago, is in the desk's hands
 * again.
 *
 * @param input.messageId chosen by the form: posted twice, it is one message
 *
 * Refusals: `not-found` (also with a wrong secret), `invalid` (no text), `too-many-requests`, `act-not-allowed` (closed
 * for good, or another one goes on in its place).
 */
export async function replyToTicket(
  db: Queryable,
  holder: { secret: string } | { userId: string },
  input: { code: string; text: string; messageId?: string },
  rules?: DeskRules,
): Promise<Outcome<null>> {
  const counted = await countRequest(db, 'ticket-reply', input.code);
  if (!counted.ok) return counted;
  return transact(db, async (tx) => {
    const ticket = await holdTicket(tx, input);
    if (!ticket || !holds(holder, ticket)) return refused({ code: 'not-found' });
    if (await isWritten(tx, ticket.id, input.messageId)) return ok(null);
    const written = await writeTicketMessage(tx, {
      id: input.messageId,
      ticketId: ticket.id,
      author: 'richiedente',
      authorId: ticket.userId,
      text: input.text,
    });
    if (!written.ok) return written;
    const event = { kind: 'replied', ...written.value } as const;
    return recordTicketEvent(tx, ticket, { kind: 'requester' }, event, rules ? { rules } : {});
  });
}

/** Whether the ticket may be opened: by its secret, compared without telling by the time how much of it was right. */
export function holds(
  holder: { secret: string } | { userId: string },
  ticket: { secret: string; userId: string | null },
): boolean {
  if ('userId' in holder) return ticket.userId === holder.userId;
  const given = Buffer.from(holder.secret);
  const right = Buffer.from(ticket.secret);
  return given.length === right.length && timingSafeEqual(given, right);
}
