import { and, eq, lt } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { outbox } from '../../db/schema/delivery';
import { tickets } from '../../db/schema/tickets';
import { after, type Instant } from '../../domain/calendar';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { DeskRules } from '../../domain/ticket/service-levels';
import { transact, type Outcome } from '../transaction';
import { holdForDesk, holdTicket, recordTicketEvent, refuseUnseen, type OnTicket } from './case';
import { deskRules } from './desk-rules';

/**
 * The desk declares a ticket resolved; it closes by itself when the person stays silent.
 *
 * Refusals: `not-found`, `changed-meanwhile`, `act-not-allowed` (already resolved or closed).
 */
export function resolveTicket(
  db: Queryable,
  actor: Actor,
  input: OnTicket,
  rules: DeskRules = deskRules,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdForDesk(tx, actor, input);
    if (!held.ok) return held;
    const ticket = held.value;
    if (ticket.status === 'risolta') return refused({ code: 'act-not-allowed' });
    const seen = refuseUnseen(ticket, input);
    if (!seen.ok) return seen;
    const closesAt = after(ticket.now, rules.silence).toISOString();
    const changes = { assigneeId: ticket.assigneeId ?? ticket.actorId, rules };
    const by = { kind: 'user', id: ticket.actorId } as const;
    return recordTicketEvent(tx, ticket, by, { kind: 'resolved', closesAt }, changes);
  });
}

/**
 * The workflow closes a ticket after the silence. Closing it again, or one that was taken up again, changes nothing.
 *
 * Refusals: `not-found`; `act-not-allowed` before its day, which the database's clock judges.
 */
export function closeTicket(
  db: Queryable,
  input: { ticketId: string },
  rules: DeskRules = deskRules,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const ticket = await holdTicket(tx, input);
    if (!ticket) return refused({ code: 'not-found' });
    if (ticket.closesAt === null) return ok(null);
    if (ticket.now < ticket.closesAt) return refused({ code: 'act-not-allowed' });
    const reopenBy = after(ticket.now, rules.reopening).toISOString();
    return recordTicketEvent(tx, ticket, { kind: 'system' }, { kind: 'closed', reopenBy }, { rules });
  });
}

/** Where a ticket stands once an instant has passed (now, where there is none); null before, by the database's clock. */
export function ticketStanding(
  db: Queryable,
  input: { ticketId: string; at: Instant | null },
): Promise<Outcome<{ eventNumber: number } | null>> {
  return transact<{ eventNumber: number } | null>(db, async (tx) => {
    // Held, so that a reply of the last moment is written before it is asked for.
    const ticket = await holdTicket(tx, input);
    if (!ticket || (input.at !== null && ticket.now < new Date(input.at))) return ok(null);
    return ok({ eventNumber: ticket.eventNumber });
  });
}

/**
 * Whether a ticket is over and its procedure has been told all that happened before an event: it was merged, or is closed
 * and no reply opens it again, by the database's clock.
 *
 * @param input.before number of an event
 */
export async function ticketIsOver(
  db: Queryable,
  { ticketId, before }: { ticketId: string; before: number },
): Promise<boolean> {
  const earlier = and(
    eq(outbox.process, 'ticket'),
    eq(outbox.businessId, ticketId),
    lt(outbox.number, before),
  );
  if ((await db.$count(outbox, earlier)) > 0) return false;
  const [ticket] = await db
    .select({ status: tickets.status, reopenBy: tickets.reopenBy })
    .from(tickets)
    .where(eq(tickets.id, ticketId));
  if (ticket?.status === 'unita') return true;
  return (
    ticket?.status === 'chiusa' && (ticket.reopenBy === null || ticket.reopenBy <= (await databaseNow(db)))
  );
}
