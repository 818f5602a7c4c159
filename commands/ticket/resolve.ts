import type { Queryable } from '../../db/client';
import { after } from '../../domain/calendar';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { serviceLevel, type ServiceLevel } from '../../domain/ticket/terms';
import { transact, type Outcome } from '../transaction';
import { holdTicket, recordTicketEvent } from './case';

/**
 * The desk declares a ticket resolved; it closes by itself when the person stays silent.
 *
 * Refusals: `not-found`, `act-not-allowed` (already resolved or closed).
 */
export async function resolveTicket(
  db: Queryable,
  actor: Actor,
  input: { code: string },
  level: ServiceLevel = serviceLevel,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'ticket.answer', false)) return refused({ code: 'not-found' });
    const ticket = await holdTicket(tx, input);
    if (!ticket) return refused({ code: 'not-found' });
    const closesAt = after(ticket.now, level.silence).toISOString();
    return recordTicketEvent(tx, ticket, actor, { kind: 'resolved', closesAt });
  });
}

/** The workflow closes a resolved ticket after the silence. Closing it again, or one that was reopened, changes nothing. */
export async function closeTicket(db: Queryable, input: { ticketId: string }): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const ticket = await holdTicket(tx, input);
    if (!ticket) return refused({ code: 'not-found' });
    if (ticket.status !== 'risolta') return ok(null);
    return recordTicketEvent(tx, ticket, { kind: 'system' }, { kind: 'closed' });
  });
}
