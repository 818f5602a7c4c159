import { asc, eq, inArray, sql } from 'drizzle-orm';
import { ticketStatuses, type TicketStatus } from '../../domain/ticket/status';
import type { Queryable } from '../client';
import { ticketMessages, tickets } from '../schema/tickets';

/** A ticket with its conversation, or null. Callers prove before that its reader may see it. */
export async function ticketByCode(db: Queryable, code: string) {
  const [ticket] = await db.select().from(tickets).where(eq(tickets.code, code));
  if (!ticket) return null;
  const conversation = await db
    .select()
    .from(ticketMessages)
    .where(eq(ticketMessages.ticketId, ticket.id))
    .orderBy(asc(ticketMessages.at));
  return { ticket, conversation };
}

/** The desk's queue: tickets in the given states, the most urgent first. */
export const ticketQueue = (db: Queryable, statuses: readonly TicketStatus[] = ticketStatuses) =>
  db
    .select()
    .from(tickets)
    .where(inArray(tickets.status, [...statuses]))
    .orderBy(sql`${tickets.status} = 'aperta' desc`, asc(tickets.firstAnswerBy))
    .limit(200);
