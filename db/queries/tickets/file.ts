import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../client';
import { ticketMessages, tickets } from '../../schema/tickets';

/** A ticket with its conversation, or null. Callers prove before that its reader may see it. */
export async function ticketByCode(db: Queryable, code: string) {
  const [ticket] = await db.select().from(tickets).where(eq(tickets.code, code));
  if (!ticket) return null;
  const conversation = await db
    .select()
    .from(ticketMessages)
    .where(eq(ticketMessages.ticketId, ticket.id))
    .orderBy(asc(ticketMessages.at), asc(ticketMessages.id));
  return { ticket, conversation };
}

export type TicketRow = NonNullable<Awaited<ReturnType<typeof ticketByCode>>>['ticket'];
