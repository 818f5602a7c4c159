import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { TicketEvent, TicketEventKind, TicketStatus } from '../../domain/ticket/status';
import { id, instant } from './columns';
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
  status: text('status').$type<TicketStatus>().notNull(),
  eventNumber: integer('event_number').notNull(),
  firstAnswerBy: instant('first_answer_by').notNull(),
  resolveBy: instant('resolve_by').notNull(),
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
  body: text('body').notNull(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
