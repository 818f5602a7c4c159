import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { messages, webhookReceipts } from '../../db/schema/delivery';
import { isNews, type Receipt } from '../../domain/delivery';

/** A receipt of a carrier, whose signature was verified. */
export interface CarrierReceipt {
  source: 'twilio' | 'resend';
  /** The carrier's own name of this call: the same when it is sent again. */
  key: string;
  /** Our message, as the carrier gives it back to us. */
  messageId: string;
  /** The carrier's own id of the message. */
  providerId: string;
  told: Receipt;
  /** The carrier's own word for why, e.g. `30005`; null where there is none. */
  code: string | null;
}

/**
 * Takes in a receipt: each once, however often it is sent, and whatever the order. A message that nobody waits for any
 * more because its answer was lost is thereby known to have left.
 *
 * @returns what came of it: `unknown` where there is no such message, or it was never handed to a carrier
 */
export async function recordReceipt(
  db: Queryable,
  { source, key, messageId, providerId, told, code }: CarrierReceipt,
): Promise<'taken' | 'late' | 'replayed' | 'unknown'> {
  return db.transaction(async (tx) => {
    const [message] = await tx.select().from(messages).where(eq(messages.id, messageId)).for('update');
    if (!message || message.triedAt === null) return 'unknown';
    const { status } = told;
    const written = await tx
      .insert(webhookReceipts)
      .values({ source, key, messageId, status, code })
      .onConflictDoNothing()
      .returning({ key: webhookReceipts.key });
    if (written.length === 0) return 'replayed';
    if (!isNews(message, told)) return 'late';
    const failed = told.status === 'non riuscito';
    await tx
      .update(messages)
      .set({
        status,
        failure: failed ? told.reason : null,
        error: failed ? `${source}: ${code ?? 'no reason given'}` : null,
        sentAt: sql`coalesce(${messages.sentAt}, clock_timestamp())`,
        ...(status === 'consegnato' && { deliveredAt: sql`clock_timestamp()` }),
        providerId: message.providerId ?? providerId,
      })
      .where(eq(messages.id, messageId));
    return 'taken';
  });
}
