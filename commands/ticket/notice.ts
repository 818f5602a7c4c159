import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { tickets } from '../../db/schema/tickets';
import { ticketNotices, type TicketNotice } from '../../domain/notices';
import { ok, refused } from '../../domain/result';
import { queueMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';

/**
 * Queues a message of a ticket's workflow, once for each occasion.
 *
 * @param input.deskMail where the desk reads its own messages
 */
export async function noticeTicket(
  db: Queryable,
  input: { ticketId: string; notice: TicketNotice; occasion: string; deskMail: string },
): Promise<Outcome<{ messageId: string }>> {
  const { ticketId, notice, occasion } = input;
  return transact(db, async (tx) => {
    const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId));
    if (!ticket) return refused({ code: 'not-found' });
    const { name, code, secret } = ticket;
    return ok(
      await queueMessage(tx, {
        kind: notice,
        recipient: ticketNotices[notice] === 'desk' ? input.deskMail : ticket.email,
        params: { name, code, secret },
        businessKey: `${notice}:${ticketId}:${occasion}`,
      }),
    );
  });
}
