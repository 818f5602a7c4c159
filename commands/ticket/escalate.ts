import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { clockRuns } from '../../domain/ticket/clock';
import { deskLevels, levelAfter, levelOf, type DeskLevel } from '../../domain/ticket/service-levels';
import { transact, type Outcome } from '../transaction';
import {
  holdForDesk,
  holdTicket,
  recordTicketEvent,
  refuseUnseen,
  type HeldTicket,
  type OnTicket,
  type TicketActor,
} from './case';

/**
 * The desk hands a ticket to the next level, where it waits in nobody's hands. From the last one it goes nowhere: posted
 * twice, it has gone on once.
 *
 * Refusals: `not-found`, `changed-meanwhile`, `act-not-allowed` (settled).
 */
export function escalateTicket(db: Queryable, actor: Actor, input: OnTicket): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdForDesk(tx, actor, input);
    if (!held.ok) return held;
    const level = levelAfter(held.value.level);
    if (level === null) return ok(null);
    const seen = refuseUnseen(held.value, input);
    if (!seen.ok) return seen;
    return handOn(tx, held.value, { kind: 'user', id: held.value.actorId }, level);
  });
}

/** The workflow hands on a ticket whose term has passed. Done again, or on one settled meanwhile, it changes nothing. */
export function escalateLate(db: Queryable, input: { ticketId: string }): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const ticket = await holdTicket(tx, input);
    if (!ticket) return refused({ code: 'not-found' });
    const level = levelAfter(ticket.level);
    if (level === null || !clockRuns(ticket.status)) return ok(null);
    return handOn(tx, ticket, { kind: 'system' }, level);
  });
}

/** Whoever has it in hand keeps it only where they are of that level. */
async function handOn(
  tx: Queryable,
  ticket: HeldTicket,
  actor: TicketActor,
  level: DeskLevel,
): Promise<Outcome<null>> {
  const [assignee] = ticket.assigneeId
    ? await tx.select({ role: users.role }).from(users).where(eq(users.id, ticket.assigneeId))
    : [];
  const stays = assignee && deskLevels.indexOf(levelOf(assignee.role)) >= deskLevels.indexOf(level);
  const changes = { level, assigneeId: stays ? ticket.assigneeId : null };
  return recordTicketEvent(tx, ticket, actor, { kind: 'escalated', level }, changes);
}
