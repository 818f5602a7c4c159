import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../client';
import { programmes } from '../../schema/applications';
import { ticketFiles, ticketMessages, tickets } from '../../schema/tickets';
import { sealedTicketMessage } from '../../sealing/columns';

/** A ticket with its conversation, or null. Callers prove before that its reader may see it. */
export async function ticketByCode(db: Queryable, code: string) {
  const [found] = await db
    .select({ ticket: tickets, service: programmes.name })
    .from(tickets)
    .leftJoin(programmes, eq(programmes.id, tickets.programmeId))
    .where(eq(tickets.code, code));
  if (!found) return null;
  const { ticket, service } = found;
  const messages = await db
    .select({
      id: ticketMessages.id,
      author: ticketMessages.author,
      body: ticketMessages.body,
      at: ticketMessages.at,
      file: {
        id: ticketFiles.id,
        fileName: ticketFiles.fileName,
        status: ticketFiles.status,
        refusal: ticketFiles.refusal,
      },
    })
    .from(ticketMessages)
    .leftJoin(ticketFiles, eq(ticketFiles.messageId, ticketMessages.id))
    .where(eq(ticketMessages.ticketId, ticket.id))
    .orderBy(asc(ticketMessages.at), asc(ticketMessages.id));
  const conversation = messages.map((message) => ({
    ...message,
    body: sealedTicketMessage.open(message.id, message.body),
  }));
  return { ticket, service, conversation };
}

export type TicketMessage = NonNullable<Awaited<ReturnType<typeof ticketByCode>>>['conversation'][number];

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

/** A file that came with a ticket and where its clean copy lies; null before it is there. Callers prove that the ticket may be read. */
export async function ticketFile(db: Queryable, ticketId: string, fileId: string) {
  const [file] = await db
    .select({
      fileName: ticketFiles.fileName,
      mediaType: ticketFiles.mediaType,
      id: ticketFiles.id,
      storeKey: ticketFiles.storeKey,
      sha256: ticketFiles.sha256,
    })
    .from(ticketFiles)
    .where(
      and(
        eq(ticketFiles.id, fileId),
        eq(ticketFiles.ticketId, ticketId),
        eq(ticketFiles.status, 'accettato'),
      ),
    );
  if (!file?.mediaType) return null;
  return { ...file, mediaType: file.mediaType };
}
