import { and, desc, eq, inArray, isNotNull, isNull, like, or } from 'drizzle-orm';
import type { Queryable } from '../client';
import { citizenNotices } from '../../domain/notices';
import { messageAttachments, messageFollowUps, messages } from '../schema/delivery';
import { sealedMessage, sealedMessageFile } from '../sealing/columns';

/** The embedded outbox: what was sent, newest first. */
export async function sentMessages(db: Queryable) {
  const rows = await db
    .select({
      id: messages.id,
      channel: messages.channel,
      to: messages.recipient,
      subject: messages.subject,
      text: messages.text,
      at: messages.sentAt,
    })
    .from(messages)
    .where(isNotNull(messages.sentAt))
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(200);
  return rows.map((row) => ({
    ...row,
    subject: sealedMessage.subject.open(row.id, row.subject),
    text: sealedMessage.text.open(row.id, row.text),
  }));
}

/** The names of the files that went with messages. */
export const attachmentNames = (db: Queryable, messageIds: readonly string[]) =>
  db
    .select({ messageId: messageAttachments.messageId, name: messageAttachments.name })
    .from(messageAttachments)
    .where(inArray(messageAttachments.messageId, [...messageIds]));

/** A file as it went with a message, or null. */
export async function sentAttachment(db: Queryable, messageId: string, name: string) {
  const [attachment] = await db
    .select()
    .from(messageAttachments)
    .where(and(eq(messageAttachments.messageId, messageId), eq(messageAttachments.name, name)));
  if (!attachment) return null;
  return { ...attachment, bytes: sealedMessageFile.open(`${messageId}/${name}`, attachment.bytes) };
}

/** The mails about an application that its citizen did not get and nobody has followed up, newest first. */
export async function undeliveredMail(db: Queryable, applicationId: string) {
  const rows = await db
    .select({
      id: messages.id,
      subject: messages.subject,
      failure: messages.failure,
      at: messages.createdAt,
    })
    .from(messages)
    .leftJoin(messageFollowUps, eq(messageFollowUps.messageId, messages.id))
    .where(
      and(
        isNull(messageFollowUps.id),
        eq(messages.status, 'non riuscito'),
        or(...citizenNotices.map((notice) => like(messages.businessKey, `${notice}:${applicationId}%`))),
      ),
    )
    .orderBy(desc(messages.createdAt), desc(messages.id));
  return rows.map((row) => ({ ...row, subject: sealedMessage.subject.open(row.id, row.subject) }));
}
