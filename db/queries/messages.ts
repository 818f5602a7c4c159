import { desc, eq, like } from 'drizzle-orm';
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

/** How the SMS with an application's voucher code fares, or null before it is queued. */
export async function voucherSms(db: Queryable, applicationId: string) {
  const [sms] = await db
    .select({ status: messages.status, recipient: messages.recipient, sentAt: messages.sentAt })
    .from(messages)
    .where(like(messages.businessKey, `voucher-code:${applicationId}:%`))
    .orderBy(desc(messages.createdAt))
    .limit(1);
  return sms ?? null;
}
