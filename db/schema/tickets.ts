import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { StoreKey } from '../../domain/attachment/keeping';
import type { MediaType } from '../../domain/attachment/limits';
import type { InspectionRefusal } from '../../domain/attachment/refusal';
import type { TicketFileStatus } from '../../domain/ticket/files';
import type { TicketLinkKind } from '../../domain/ticket/links';
import type { LookKind, Shown } from '../../domain/ticket/look';
import type { DeskLevel, TicketCategory, TicketPriority } from '../../domain/ticket/service-levels';
import type { TicketEvent, TicketEventKind, TicketStatus } from '../../domain/ticket/status';
import { programmes } from './applications';
import type { Sealed } from '../sealing/sealed';
import { bytes, id, instant, sealedBytea } from './columns';
import { users } from './people';

export const tickets = pgTable('tickets', {
  id: id(),
  code: text('code').notNull(),
  secret: text('secret').notNull(),
  userId: uuid('user_id').references(() => users.id),
  name: text('name').notNull(),
  phone: text('phone').notNull(),
  email: text('email').notNull(),
  page: text('page'),
  errorCode: text('error_code'),
  status: text('status').$type<TicketStatus>().notNull(),
  eventNumber: integer('event_number').notNull(),
  firstAnswerBy: instant('first_answer_by').notNull(),
  resolveBy: instant('resolve_by').notNull(),
  category: text('category').$type<TicketCategory>().notNull().default('altro'),
  priority: text('priority').$type<TicketPriority>().notNull().default('normale'),
  level: text('level').$type<DeskLevel>().notNull().default('sportello'),
  assigneeId: uuid('assignee_id').references(() => users.id),
  programmeId: uuid('programme_id').references(() => programmes.id),
  firstAnsweredAt: instant('first_answered_at'),
  firstAnswerMinutes: integer('first_answer_minutes'),
  resolvedAt: instant('resolved_at'),
  resolutionMinutes: integer('resolution_minutes'),
  pausedAt: instant('paused_at'),
  pausedMs: bigint('paused_ms', { mode: 'number' }).notNull().default(0),
  dueAt: instant('due_at'),
  closesAt: instant('closes_at'),
  reopenBy: instant('reopen_by'),
  mergedInto: uuid('merged_into').references((): AnyPgColumn => tickets.id),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const ticketEvents = pgTable('ticket_events', {
  ticketId: uuid('ticket_id')
    .notNull()
    .references(() => tickets.id),
  number: integer('number').notNull(),
  kind: text('kind').$type<TicketEventKind>().notNull(),
  payload: jsonb('payload').$type<TicketEvent>().notNull(),
  actorKind: text('actor_kind').$type<'user' | 'requester' | 'system'>().notNull(),
  actorId: uuid('actor_id'),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const ticketMessages = pgTable('ticket_messages', {
  id: id(),
  ticketId: uuid('ticket_id')
    .notNull()
    .references(() => tickets.id),
  author: text('author').$type<'richiedente' | 'supporto'>().notNull(),
  authorId: uuid('author_id').references(() => users.id),
  body: text('body').$type<Sealed<string>>().notNull(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const ticketFiles = pgTable('ticket_files', {
  id: id(),
  ticketId: uuid('ticket_id')
    .notNull()
    .references(() => tickets.id),
  messageId: uuid('message_id')
    .notNull()
    .references(() => ticketMessages.id),
  fileName: text('file_name').notNull(),
  status: text('status').$type<TicketFileStatus>().notNull().default('in controllo'),
  refusal: text('refusal').$type<InspectionRefusal>(),
  mediaType: text('media_type').$type<MediaType>(),
  storeKey: text('store_key').$type<StoreKey>(),
  sha256: bytes('sha256'),
});

/** What came in of a file, until it has been inspected. */
export const ticketFileContents = pgTable('ticket_file_contents', {
  fileId: uuid('file_id')
    .primaryKey()
    .references(() => ticketFiles.id, { onDelete: 'cascade' }),
  bytes: sealedBytea('bytes').notNull(),
});

export const ticketNotes = pgTable('ticket_notes', {
  id: id(),
  ticketId: uuid('ticket_id')
    .notNull()
    .references(() => tickets.id),
  authorId: uuid('author_id')
    .notNull()
    .references(() => users.id),
  body: text('body').$type<Sealed<string>>().notNull(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const ticketLinks = pgTable(
  'ticket_links',
  {
    ticketId: uuid('ticket_id')
      .notNull()
      .references(() => tickets.id),
    kind: text('kind').$type<TicketLinkKind>().notNull(),
    targetId: uuid('target_id').notNull(),
    linkedBy: uuid('linked_by').references(() => users.id),
    at: instant('at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (link) => [primaryKey({ columns: [link.ticketId, link.kind, link.targetId] })],
);

export const cannedAnswers = pgTable('canned_answers', {
  id: id(),
  title: text('title').notNull(),
  body: text('body').notNull(),
  active: boolean('active').notNull().default(true),
  version: integer('version').notNull().default(1),
  writtenBy: uuid('written_by').references(() => users.id),
  writtenAt: instant('written_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const deskLooks = pgTable('desk_looks', {
  id: id(),
  ticketId: uuid('ticket_id')
    .notNull()
    .references(() => tickets.id),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id),
  kind: text('kind').$type<LookKind>().notNull(),
  asked: text('asked').notNull(),
  shown: jsonb('shown').$type<Shown>().notNull(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const requestCounts = pgTable(
  'request_counts',
  {
    key: bytes('key').notNull(),
    since: instant('since').notNull(),
    count: integer('count').notNull(),
  },
  (counted) => [primaryKey({ columns: [counted.key, counted.since] })],
);
