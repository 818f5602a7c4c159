import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { outbox } from '../../db/schema/delivery';
import { ticketEvents, ticketMessages, tickets } from '../../db/schema/tickets';
import { sealedTicketMessage } from '../../db/sealing/columns';
import { unkeepable } from '../../domain/application/answers';
import { may, type Permission } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { progress } from '../../domain/ticket/progress';
import type { DeskRules } from '../../domain/ticket/service-levels';
import type { TicketEvent } from '../../domain/ticket/status';
import type { Outcome } from '../transaction';
import { deskRules } from './desk-rules';

export type Ticket = typeof tickets.$inferSelect;

/** A ticket held until the transaction ends, and the database's time at which it is held. */
export type HeldTicket = Ticket & { now: Date };

/** Who writes in a ticket: someone of the desk, whoever holds its link, or the workflow. */
export type TicketActor = { kind: 'user'; id: string } | { kind: 'requester' } | { kind: 'system' };

/** Which ticket an act of the desk is on, and the number of the last event on the page it was done on. */
export interface OnTicket {
  code: string;
  seen?: number | undefined;
}

export const ticketTextLimit = 5_000;

/** Holds a ticket until the transaction ends. */
export async function holdTicket(
  tx: Queryable,
  by: { code: string } | { ticketId: string },
): Promise<HeldTicket | null> {
  const [held] = await tx
    .select({ ticket: tickets, now: sql<Date>`clock_timestamp()`.mapWith(tickets.createdAt) })
    .from(tickets)
    .where('code' in by ? eq(tickets.code, by.code) : eq(tickets.id, by.ticketId))
    .for('update');
  return held ? { ...held.ticket, now: held.now } : null;
}

/** Holds a ticket for an act of the desk. Refusals: `not-found`, also for who may not act. */
export async function holdForDesk(
  tx: Queryable,
  actor: Actor,
  { code }: OnTicket,
  permission: Permission = 'ticket.answer',
): Promise<Outcome<HeldTicket & { actorId: string }>> {
  if (actor.kind !== 'user' || !may(actor, permission, false)) return refused({ code: 'not-found' });
  const ticket = await holdTicket(tx, { code });
  return ticket ? ok({ ...ticket, actorId: actor.id }) : refused({ code: 'not-found' });
}

/** Refuses an act done on a page that something has happened since: nobody writes over what they have not read. */
export const refuseUnseen = (ticket: Ticket, { seen }: OnTicket): Outcome<null> =>
  seen !== undefined && seen !== ticket.eventNumber ? refused({ code: 'changed-meanwhile', seen }) : ok(null);

/** Writes what happened to a ticket: event, where it stands now, and the word to its workflow. */
export async function recordTicketEvent(
  tx: Queryable,
  ticket: HeldTicket,
  actor: TicketActor,
  event: TicketEvent,
  {
    rules = deskRules,
    ...changes
  }: Partial<Pick<Ticket, 'assigneeId' | 'level' | 'mergedInto'>> & {
    rules?: DeskRules;
  } = {},
): Promise<Outcome<null>> {
  const next = progress(rules, ticket, event, ticket.now);
  if (next === null) return refused({ code: 'act-not-allowed' });
  const { status, category, priority, pausedAt, pausedMs, ...dates } = next.standing;
  const { firstAnswerBy, resolveBy, firstAnsweredAt, firstAnswerMinutes } = dates;
  const { resolvedAt, resolutionMinutes, dueAt, closesAt, reopenBy } = dates;
  const standing = {
    status,
    category,
    priority,
    pausedAt,
    pausedMs,
    firstAnswerBy,
    resolveBy,
    firstAnsweredAt,
  };
  const measures = { firstAnswerMinutes, resolvedAt, resolutionMinutes, dueAt, closesAt, reopenBy };
  const number = ticket.eventNumber + 1;
  await tx
    .update(tickets)
    .set({ ...standing, ...measures, ...changes, eventNumber: number })
    .where(eq(tickets.id, ticket.id));
  await appendTicketEvent(tx, ticket.id, number, actor, next.event);
  return ok(null);
}

/** Appends an event and its outbox row; `recordTicketEvent` is for all but the first event of a ticket. */
export async function appendTicketEvent(
  tx: Queryable,
  ticketId: string,
  number: number,
  actor: TicketActor,
  event: TicketEvent,
): Promise<void> {
  await tx.insert(ticketEvents).values({
    ticketId,
    number,
    kind: event.kind,
    payload: event,
    actorKind: actor.kind,
    actorId: actor.kind === 'user' ? actor.id : null,
  });
  await tx.insert(outbox).values({ process: 'ticket', businessId: ticketId, number, event });
}

/** A text as it may be kept. Refuses with `invalid` an empty or endless one, or one that cannot be stored. */
export function readText(field: string, text: string): Outcome<string> {
  // What is far beyond any text is not even trimmed.
  if (text.length > 2 * ticketTextLimit)
    return refused(invalid(field, 'too-long', { limit: ticketTextLimit }));
  const body = text.trim();
  if (body === '') return refused(invalid(field, 'required'));
  if (body.length > ticketTextLimit) return refused(invalid(field, 'too-long', { limit: ticketTextLimit }));
  return unkeepable.test(body) ? refused(invalid(field, 'characters')) : ok(body);
}

/** Adds what somebody wrote. */
export async function writeTicketMessage(
  tx: Queryable,
  message: {
    id?: string | undefined;
    ticketId: string;
    author: 'richiedente' | 'supporto';
    authorId: string | null;
    text: string;
  },
): Promise<Outcome<{ messageId: string }>> {
  const { id = newId(), text, ...rest } = message;
  const body = readText('text', text);
  if (!body.ok) return body;
  await tx.insert(ticketMessages).values({ id, ...rest, body: sealedTicketMessage.seal(id, body.value) });
  return ok({ messageId: id });
}

/** Whether a message with an id chosen by the form was written already, by the same click. */
export async function isWritten(tx: Queryable, ticketId: string, id: string | undefined): Promise<boolean> {
  if (id === undefined) return false;
  const [message] = await tx
    .select({ ticketId: ticketMessages.ticketId })
    .from(ticketMessages)
    .where(eq(ticketMessages.id, id));
  return message?.ticketId === ticketId;
}
