import { and, eq, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { messages } from '../../db/schema/delivery';
import type { WrittenMessage } from '../../domain/messages';

export type QueuedMessage = typeof messages.$inferSelect;

/** A message by its id, or null. */
export async function readMessage(db: Queryable, messageId: string): Promise<QueuedMessage | null> {
  const [message] = await db.select().from(messages).where(eq(messages.id, messageId));
  return message ?? null;
}

/** Records that the gateway took the message, with the words that went out and the gateway's own id. */
export async function recordSent(
  db: Queryable,
  messageId: string,
  written: WrittenMessage,
  providerId: string,
): Promise<void> {
  await db
    .update(messages)
    .set({
      ...written,
      status: 'inviato',
      providerId,
      error: null,
      attempts: sql`${messages.attempts} + 1`,
      sentAt: sql`clock_timestamp()`,
    })
    .where(eq(messages.id, messageId));
}

/**
 * Records a failed try.
 *
 * @param error the gateway's words, or null to keep those of the last try
 * @param final when no other try will follow; a message that was sent after all stays sent
 */
export async function recordFailure(
  db: Queryable,
  messageId: string,
  error: string | null,
  final: boolean,
): Promise<void> {
  await db
    .update(messages)
    .set({
      ...(error === null ? {} : { error: error.slice(0, 500), attempts: sql`${messages.attempts} + 1` }),
      ...(final ? { status: 'non riuscito' as const } : {}),
    })
    .where(and(eq(messages.id, messageId), ne(messages.status, 'inviato')));
}
