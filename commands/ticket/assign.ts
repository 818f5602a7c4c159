import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { tickets } from '../../db/schema/tickets';
import { users } from '../../db/schema/people';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { deskRoles, type Actor } from '../../domain/roles';
import { levelOf } from '../../domain/ticket/service-levels';
import { transact, type Outcome } from '../transaction';
import { holdForDesk, recordTicketEvent, refuseUnseen, type OnTicket } from './case';

/**
 * Puts a ticket into somebody's hands, one's own included, or back among those in nobody's. Where it is there already
 * nothing changes.
 *
 * @param input.assignee username of somebody of the desk, or the empty string for nobody
 *
 * Refusals: `not-found`, `invalid` (nobody of the desk), `changed-meanwhile`, `act-not-allowed`.
 */
export function assignTicket(
  db: Queryable,
  actor: Actor,
  input: OnTicket & { assignee: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdForDesk(tx, actor, input);
    if (!held.ok) return held;
    const assigneeId = input.assignee === '' ? null : await memberOfDesk(tx, input.assignee);
    if (assigneeId === undefined) return refused(invalid('assignee', 'choice'));
    if (assigneeId === held.value.assigneeId) return ok(null);
    const seen = refuseUnseen(held.value, input);
    if (!seen.ok) return seen;
    const by = { kind: 'user', id: held.value.actorId } as const;
    return recordTicketEvent(tx, held.value, by, { kind: 'assigned', assigneeId }, { assigneeId });
  });
}

async function memberOfDesk(tx: Queryable, username: string): Promise<string | undefined> {
  const [user] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.username, username), eq(users.active, true), inArray(users.role, [...deskRoles])));
  return user?.id;
}

/**
 * "Prendi la prossima": takes the ticket of the actor's level, in nobody's hands, whose term ends first. What another act
 * holds is passed over, so that two who ask at once get two different ones; null when there is none.
 *
 * Refusals: `forbidden`.
 */
export function takeNextTicket(db: Queryable, actor: Actor): Promise<Outcome<{ code: string } | null>> {
  return transact<{ code: string } | null>(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'ticket.answer', false)) return refused({ code: 'forbidden' });
    const [next] = await tx
      .select({ ticket: tickets, now: sql<Date>`clock_timestamp()`.mapWith(tickets.createdAt) })
      .from(tickets)
      .where(
        and(isNotNull(tickets.dueAt), isNull(tickets.assigneeId), eq(tickets.level, levelOf(actor.role))),
      )
      .orderBy(asc(tickets.dueAt), asc(tickets.id))
      .limit(1)
      .for('update', { skipLocked: true });
    if (!next) return ok(null);
    const ticket = { ...next.ticket, now: next.now };
    const event = { kind: 'assigned', assigneeId: actor.id } as const;
    const recorded = await recordTicketEvent(tx, ticket, actor, event, { assigneeId: actor.id });
    return recorded.ok ? ok({ code: ticket.code }) : recorded;
  });
}
