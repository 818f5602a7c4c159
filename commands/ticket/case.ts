import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { outbox } from '../../db/schema/delivery';
import { ticketEvents, ticketMessages, tickets } from '../../db/schema/tickets';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { ticketStatusAfter, type TicketEvent } from '../../domain/ticket/status';
import type { Outcome } from '../transaction';

export type Ticket = typeof tickets.$inferSelect;

/** Who writes in a ticket: someone of the desk, whoever holds its link, or the workflow. */
export type TicketActor = { kind: 'user'; id: string } | { kind: 'requester' } | { kind: 'system' };

export const ticketTextLimit = 5_000;

/** Holds a ticket until the transaction ends. */
export async function holdTicket(
  tx: Queryable,
  by: { code: string } | { ticketId: string },
): Promise<(Ticket & { now: Date }) | null> {
  const [held] = await tx
    .select({ ticket: tickets, now: sql<Date>`clock_timestamp()`.mapWith(tickets.createdAt) })
    .from(tickets)
    .where('code' in by ? eq(tickets.code, by.code) : eq(tickets.id, by.ticketId))
    .for('update');
  return held ? { ...held.ticket, now: held.now } : null;
}

/** Writes what happened to a ticket: event, status and the word to its workflow. */
export async function recordTicketEvent(
  tx: Queryable,
  ticket: Ticket,
  actor: TicketActor,
  event: TicketEvent,
): Promise<Outcome<null>> {
  const status = ticketStatusAfter(ticket.status, event.kind);
  if (status === null) return refused({ code: 'act-not-allowed' });
  const number = ticket.eventNumber + 1;
  await tx.update(tickets).set({ status, eventNumber: number }).where(eq(tickets.id, ticket.id));
  await appendTicketEvent(tx, ticket.id, number, actor, event);
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

/** Adds what somebody wrote. Refuses with `invalid` an empty or endless text. */
export async function writeTicketMessage(
  tx: Queryable,
  ticketId: string,
  author: 'richiedente' | 'supporto',
  authorId: string | null,
  text: string,
): Promise<Outcome<{ messageId: string }>> {
  const body = text.trim();
  if (body === '') return refused(invalid('text', 'required'));
  if (body.length > ticketTextLimit) return refused(invalid('text', 'too-long', { limit: ticketTextLimit }));
  const messageId = newId();
  await tx.insert(ticketMessages).values({ id: messageId, ticketId, author, authorId, body });
  return ok({ messageId });
}
