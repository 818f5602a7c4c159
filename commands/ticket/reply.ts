import { timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../../db/client';
import { refused } from '../../domain/result';
import { transact, type Outcome } from '../transaction';
import { holdTicket, recordTicketEvent, writeTicketMessage } from './case';

/**
 * The person writes again in their ticket, opened with the secret of the mail or as the signed-in user who opened it.
 * A reply to a resolved ticket puts it back in the desk's hands.
 *
 * Refusals: `not-found` (also with a wrong secret), `invalid` (no text), `act-not-allowed` (closed).
 */
export async function replyToTicket(
  db: Queryable,
  holder: { secret: string } | { userId: string },
  input: { code: string; text: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const ticket = await holdTicket(tx, input);
    if (!ticket || !holds(holder, ticket)) return refused({ code: 'not-found' });
    const written = await writeTicketMessage(tx, ticket.id, 'richiedente', ticket.userId, input.text);
    if (!written.ok) return written;
    return recordTicketEvent(tx, ticket, { kind: 'requester' }, { kind: 'replied', ...written.value });
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
