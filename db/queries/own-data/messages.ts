import { and, asc, inArray, sql } from 'drizzle-orm';
import { messageTitles } from '../../../domain/message-titles';
import { personalMessages, withoutSecrets } from '../../../domain/own-data/messages';
import type { Queryable } from '../../client';
import { messages } from '../../schema/delivery';
import { openMessageRow } from '../../sealing/columns';
import { attachmentNames } from '../messages';

/**
 * What was written to a person, oldest first, in the words that went out; null while it has not been handed over. What would
 * let somebody in is hidden in them. A message is theirs by its kind and by what it belongs to: their access, their
 * applications, requests, PINs and mandates, which its key names in the second place.
 */
export async function messagesTo(db: Queryable, userId: string) {
  const subjects = sql`
    select ${userId}::text
    union all select id::text from applications where citizen_id = ${userId}
    union all select id::text from tickets where user_id = ${userId}
    union all select id::text from own_data_requests where citizen_id = ${userId}
    union all select id::text from access_events where user_id = ${userId}
    union all select id::text from pins where user_id = ${userId}
    union all select id::text from mandates where citizen_id = ${userId}
    union all select encode(token_hash, 'hex') from password_recoveries where user_id = ${userId}`;
  const rows = await db
    .select()
    .from(messages)
    .where(
      and(
        inArray(messages.kind, [...personalMessages]),
        sql`split_part(${messages.businessKey}, ':', 2) in (${subjects})`,
      ),
    )
    .orderBy(asc(messages.createdAt), asc(messages.id));
  const opened = rows.map(openMessageRow);
  const files =
    opened.length === 0
      ? []
      : await attachmentNames(
          db,
          opened.map(({ id }) => id),
        );
  return opened.map(({ id, kind, channel, recipient, status, createdAt, sentAt, deliveredAt, ...row }) => ({
    kind,
    title: messageTitles[kind],
    channel,
    recipient,
    status,
    createdAt,
    sentAt,
    deliveredAt,
    ...withoutSecrets(kind, row.params, row),
    files: files.filter(({ messageId }) => messageId === id).map(({ name }) => name),
  }));
}
