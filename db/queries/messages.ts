import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { messages } from '../schema/delivery';

/** The embedded outbox: what was sent, newest first. */
export const sentMessages = (db: Queryable) =>
  db
    .select({
      channel: messages.channel,
      to: messages.recipient,
      subject: messages.subject,
      text: messages.text,
      at: messages.sentAt,
    })
    .from(messages)
    .where(eq(messages.status, 'inviato'))
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(200);
