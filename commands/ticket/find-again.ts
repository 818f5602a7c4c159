import { and, eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { tickets } from '../../db/schema/tickets';
import { normaliseCode } from '../../domain/code';
import { ok } from '../../domain/result';
import { postMessage } from '../message/queue';
import { countRequest } from '../limits/requests';
import { transact, type Outcome } from '../transaction';

/**
 * Mails the link of a ticket again to the address it was opened with. The answer is the same whether there is such a
 * ticket or not: whoever asks learns nothing that the mail does not tell.
 *
 * Refusals: `too-many-requests`.
 */
export async function sendTicketLink(
  db: Queryable,
  input: { code: string; email: string; address?: string | null },
): Promise<Outcome<null>> {
  const byAddress = await countRequest(db, 'link-address', input.address ?? null);
  if (!byAddress.ok) return byAddress;
  const email = input.email.trim().toLowerCase().slice(0, 200);
  // Somebody else's box is not filled; that it is full is not told either.
  if (!(await countRequest(db, 'link-mail', email)).ok) return ok(null);
  return transact(db, async (tx) => {
    const [ticket] = await tx
      .select()
      .from(tickets)
      .where(
        and(
          eq(tickets.code, normaliseCode(input.code).slice(0, 40)),
          eq(sql`lower(${tickets.email})`, email.replaceAll('\0', '')),
        ),
      );
    if (ticket) {
      const { name, code, secret } = ticket;
      await postMessage(tx, {
        kind: 'ticket-link',
        recipient: ticket.email,
        params: { name, code, secret },
        businessKey: `ticket-link:${ticket.id}:${newId()}`,
      });
    }
    return ok(null);
  });
}
