import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../client';
import { programmes } from '../../schema/applications';
import { ticketMessages, tickets } from '../../schema/tickets';

/** A ticket with its conversation, or null. Callers prove before that its reader may see it. */
export async function ticketByCode(db: Queryable, code: string) {
  const [found] = await db
    .select({ ticket: tickets, service: programmes.name })
    .from(tickets)
    .leftJoin(programmes, eq(programmes.id, tickets.programmeId))
    .where(eq(tickets.code, code));
  if (!found) return null;
  const { ticket, service } = found;
  const conversation = await db
    .select()
    .from(ticketMessages)
    .where(eq(ticketMessages.ticketId, ticket.id))
    .orderBy(asc(ticketMessages.at), asc(ticketMessages.id));
  return { ticket, service, conversation };
}

export type TicketRow = NonNullable<Awaited<ReturnType<typeof ticketByCode>>>['ticket'];

/** Where the ticket that goes on in another's place stands: its code and state, no word of it. */
export async function successorOf(db: Queryable, { mergedInto }: TicketRow) {
  if (mergedInto === null) return null;
  const [other] = await db
    .select({ code: tickets.code, status: tickets.status })
    .from(tickets)
    .where(eq(tickets.id, mergedInto));
  return other ?? null;
}
