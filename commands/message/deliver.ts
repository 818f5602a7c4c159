import { and, eq, isNull, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { letterOf } from '../../db/queries/letter';
import { receiptOf } from '../../db/queries/receipt';
import { messageAttachments, messages } from '../../db/schema/delivery';
import { openMessageRow, sealedMessage, sealedMessageFile } from '../../db/sealing/columns';
import type { Letter } from '../../domain/application/letter';
import type { Receipt } from '../../domain/application/receipt';
import { withoutPersonalData } from '../../domain/redaction';
import type { FailureReason } from '../../domain/delivery';
import type { MessageAttachment, MessageKind, MessageParams, WrittenMessage } from '../../domain/messages';

export type QueuedMessage = ReturnType<typeof openMessageRow<typeof messages.$inferSelect>> & {
  /** What the receipt that goes with this message states; null for every other message. */
  receipt: Receipt | null;
  /** What the letter of the decision that goes with this message states; null for every other message. */
  letter: Letter | null;
};

/** The messages that carry the letter of a decision. */
const withLetter: ReadonlySet<MessageKind> = new Set(['application-approved', 'application-rejected']);

/** A message by its id, or null. */
export async function readMessage(db: Queryable, messageId: string): Promise<QueuedMessage | null> {
  const [row] = await db.select().from(messages).where(eq(messages.id, messageId));
  if (!row) return null;
  const message = openMessageRow(row);
  const { kind, params } = message;
  const { applicationId = '' } = params as Partial<MessageParams['submission-receipt']>;
  return {
    ...message,
    receipt: kind === 'submission-receipt' ? await receiptOf(db, applicationId) : null,
    letter: withLetter.has(kind) ? await letterOf(db, applicationId) : null,
  };
}

/** What is handed to the gateway. */
export interface Handed extends WrittenMessage {
  attachments: readonly MessageAttachment[];
}

/**
 * Records, before it happens, that a message is handed to its gateway, with the words and the files that go out: a
 * receipt may come before the gateway's answer, and a worker may die in between.
 *
 * @returns when it was first handed over, if this is not the first time; `nothing` where it has already left
 */
export async function recordTry(
  db: Queryable,
  messageId: string,
  { subject, text, attachments }: Handed,
): Promise<{ triedSince: Date | null } | 'nothing'> {
  return db.transaction(async (tx) => {
    const [message] = await tx.select().from(messages).where(eq(messages.id, messageId)).for('update');
    if (!message || message.sentAt !== null) return 'nothing';
    if (attachments.length > 0) {
      const rows = attachments.map(({ name, mediaType, bytes }) => ({
        messageId,
        name,
        mediaType,
        bytes: sealedMessageFile.seal(`${messageId}/${name}`, bytes),
      }));
      await tx.insert(messageAttachments).values(rows).onConflictDoNothing();
    }
    const triedAt = sql`coalesce(${messages.triedAt}, clock_timestamp())`;
    const words = {
      subject: sealedMessage.subject.seal(messageId, subject),
      text: sealedMessage.text.seal(messageId, text),
    };
    await tx
      .update(messages)
      .set({ ...words, triedAt })
      .where(eq(messages.id, messageId));
    return { triedSince: message.triedAt };
  });
}

/** Records that the gateway took the message. What a receipt has told meanwhile stands. */
export async function recordSent(db: Queryable, messageId: string, providerId: string): Promise<void> {
  const unlessTold = (value: SQL, column: AnyColumn) =>
    sql`case when ${messages.sentAt} is null then ${value} else ${column} end`;
  await db
    .update(messages)
    .set({
      status: unlessTold(sql`'inviato'`, messages.status),
      failure: unlessTold(sql`null`, messages.failure),
      error: unlessTold(sql`null`, messages.error),
      sentAt: sql`coalesce(${messages.sentAt}, clock_timestamp())`,
      providerId,
      attempts: sql`${messages.attempts} + 1`,
    })
    .where(eq(messages.id, messageId));
}

/** Records a failed try of a message that has not left. */
export async function recordFailure(db: Queryable, messageId: string, error: string): Promise<void> {
  await db
    .update(messages)
    .set({ error: withoutPersonalData(error).slice(0, 500), attempts: sql`${messages.attempts} + 1` })
    .where(and(eq(messages.id, messageId), isNull(messages.sentAt)));
}

/** Records that no other try will follow; a message that left after all stays as it is, and the first reason too. */
export async function recordEnd(db: Queryable, messageId: string, failure: FailureReason): Promise<void> {
  await db
    .update(messages)
    .set({ status: 'non riuscito', failure })
    .where(and(eq(messages.id, messageId), eq(messages.status, 'in coda')));
}
