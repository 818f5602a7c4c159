import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { RetentionEvent } from '../../domain/retention/terms';
import { applications, programmes } from './applications';
import { id, instant } from './columns';
import { users } from './people';

export const retentions = pgTable('retentions', {
  programmeId: uuid('programme_id')
    .primaryKey()
    .references(() => programmes.id),
  closedAt: instant('closed_at').notNull(),
  months: integer('months').notNull(),
  eraseAt: instant('erase_at').notNull(),
  eventNumber: integer('event_number').notNull(),
  erased: integer('erased').notNull().default(0),
  doneAt: instant('done_at'),
});

export const retentionEvents = pgTable('retention_events', {
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => retentions.programmeId),
  number: integer('number').notNull(),
  kind: text('kind').$type<RetentionEvent['kind']>().notNull(),
  payload: jsonb('payload').$type<RetentionEvent>().notNull(),
  actorKind: text('actor_kind').$type<'user' | 'system'>().notNull(),
  actorId: uuid('actor_id').references(() => users.id),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const retentionHolds = pgTable('retention_holds', {
  id: id(),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  applicationId: uuid('application_id').references(() => applications.id),
  reason: text('reason').notNull(),
  setBy: uuid('set_by')
    .notNull()
    .references(() => users.id),
  setAt: instant('set_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  liftedBy: uuid('lifted_by').references(() => users.id),
  liftedAt: instant('lifted_at'),
});
