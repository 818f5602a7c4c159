import type { Queryable } from '../../db/client';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdTicket, recordTicketEvent, writeTicketMessage } from './case';

/**
 * The desk answers a ticket; the person is told by mail.
 *
 * Refusals: `not-found` (also for who may not answer), `invalid` (no text), `act-not-allowed` (closed).
 */
export async function answerTicket(
  db: Queryable,
  actor: Actor,
  input: { code: string; text: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'ticket.answer', false)) return refused({ code: 'not-found' });
    const ticket = await holdTicket(tx, input);
    if (!ticket) return refused({ code: 'not-found' });
    const written = await writeTicketMessage(tx, ticket.id, 'supporto', actor.id, input.text);
    if (!written.ok) return written;
    const recorded = await recordTicketEvent(tx, ticket, actor, { kind: 'answered', ...written.value });
    return recorded.ok ? ok(null) : recorded;
  });
}
