import { sql } from 'drizzle-orm';
import { boolean, bigint, integer, json, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { FailureReason, MessageStatus, Receipt } from '../../domain/delivery';
import type { MessageChannel, MessageKind, MessageParams } from '../../domain/messages';
import type { DeliverableEvent, ProcessName } from '../../domain/processes';
import type { Refusal } from '../../domain/refusal';
import type { Result } from '../../domain/result';
import { currentTrace, type Trace } from '../../tracing/trace';
import type { Sealed } from '../sealing/sealed';
import { bytes, id, instant, sealedBytea } from './columns';
import { users } from './people';

export const messages = pgTable('messages', {
  id: id(),
  kind: text('kind').$type<MessageKind>().notNull(),
  channel: text('channel').$type<MessageChannel>().notNull(),
  recipient: text('recipient').notNull(),
  params: jsonb('params').$type<Sealed<MessageParams[MessageKind]>>().notNull(),
  businessKey: text('business_key').notNull(),
  status: text('status').$type<MessageStatus>().notNull().default('in coda'),
  subject: text('subject').$type<Sealed<string>>(),
  text: text('text').$type<Sealed<string>>(),
  attempts: integer('attempts').notNull().default(0),
  error: text('error'),
  providerId: text('provider_id'),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  triedAt: instant('tried_at'),
  sentAt: instant('sent_at'),
  deliveredAt: instant('delivered_at'),
  failure: text('failure').$type<FailureReason>(),
});

export const messageFollowUps = pgTable('message_follow_ups', {
  id: id(),
  messageId: uuid('message_id')
    .notNull()
    .references(() => messages.id),
  kind: text('kind').$type<'again' | 'handled'>().notNull(),
  againId: uuid('again_id').references(() => messages.id),
  note: text('note'),
  byId: uuid('by_id')
    .notNull()
    .references(() => users.id),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const webhookReceipts = pgTable(
  'webhook_receipts',
  {
    source: text('source').$type<'twilio' | 'resend'>().notNull(),
    key: text('key').notNull(),
    messageId: uuid('message_id')
      .notNull()
      .references(() => messages.id),
    status: text('status').$type<Receipt['status']>().notNull(),
    code: text('code'),
    receivedAt: instant('received_at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [primaryKey({ columns: [table.source, table.key] })],
);

export const messageAttachments = pgTable('message_attachments', {
  messageId: uuid('message_id')
    .notNull()
    .references(() => messages.id),
  name: text('name').notNull(),
  mediaType: text('media_type').notNull(),
  bytes: sealedBytea('bytes').notNull(),
});

export const outbox = pgTable('outbox', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  process: text('process').$type<ProcessName>().notNull(),
  businessId: uuid('business_id').notNull(),
  number: integer('number').notNull(),
  event: jsonb('event').$type<DeliverableEvent>().notNull(),
  attempts: integer('attempts').notNull().default(0),
  nextAttemptAt: instant('next_attempt_at').notNull().defaultNow(),
  error: text('error'),
  createdAt: instant('created_at').notNull().defaultNow(),
  trace: text('trace')
    .$type<Trace>()
    .$defaultFn(() => currentTrace() ?? sql`null`),
});

export const relayWakefulness = pgTable('relay_wakefulness', {
  one: boolean('one').primaryKey().default(true),
  awakeUntil: instant('awake_until').notNull(),
});

export const idempotencyKeys = pgTable('idempotency_keys', {
  actorId: uuid('actor_id').notNull(),
  key: text('key').notNull(),
  requestSha256: bytes('request_sha256').notNull(),
  outcome: json('outcome').$type<Result<unknown, Refusal>>(),
  createdAt: instant('created_at').notNull().defaultNow(),
});
