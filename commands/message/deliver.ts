import { and, eq, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { letterOf } from '../../db/queries/letter';
import { receiptOf } from '../../db/queries/receipt';
import { messageAttachments, messages } from '../../db/schema/delivery';
import type { Letter } from '../../domain/application/letter';
import type { Receipt } from '../../domain/application/receipt';
import type { MessageAttachment, MessageKind, MessageParams, WrittenMessage } from '../../domain/messages';

export type QueuedMessage = typeof messages.$inferSelect & {
  /** What the receipt that goes with this message states; null for every other message. */
  receipt: Receipt | null;
  /** What the letter of the decision that goes with this message states; null for every other message. */
  letter: Letter | null;
};

/** The messages that carry the letter of a decision. */
const withLetter: ReadonlySet<MessageKind> = new Set(['application-approved', 'application-rejected']);

/** A message by its id, or null. */
export async function readMessage(db: Queryable, messageId: string): Promise<QueuedMessage | null> {
  const [message] = await db.select().from(messages).where(eq(messages.id, messageId));
  if (!message) return null;
  const { kind } = message;
  const { applicationId = '' } = message.params as Partial<MessageParams['submission-receipt']>;
  return {
    ...message,
    receipt: kind === 'submission-receipt' ? await receiptOf(db, applicationId) : null,
    letter: withLetter.has(kind) ? await letterOf(db, applicationId) : null,
  };
}

/** What went out, and the gateway's own id of it. */
export interface SentMessage extends WrittenMessage {
  attachments: readonly MessageAttachment[];
  providerId: string;
}

/** Records that the gateway took the message, with the words and the files that went out. */
export async function recordSent(
  db: Queryable,
  messageId: string,
  { subject, text, attachments, providerId }: SentMessage,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (attachments.length > 0) {
      const rows = attachments.map((attachment) => ({ ...attachment, messageId }));
      await tx.insert(messageAttachments).values(rows).onConflictDoNothing();
    }
    await tx
      .update(messages)
      .set({
        subject,
        text,
        status: 'inviato',
        providerId,
        error: null,
        attempts: sql`${messages.attempts} + 1`,
        sentAt: sql`clock_timestamp()`,
      })
      .where(eq(messages.id, messageId));
  });
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
