import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns';
import { users } from './people';

export const savedViews = pgTable('saved_views', {
  id: id(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id),
  name: text('name').notNull(),
  query: text('query').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

const clock = (name: string) =>
  instant(name)
    .notNull()
    .default(sql`clock_timestamp()`);

export const exports = pgTable('exports', {
  id: id(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id),
  format: text('format').$type<'csv' | 'xlsx'>().notNull(),
  query: text('query').notNull(),
  startedAt: clock('started_at'),
});

export const exportEndings = pgTable('export_endings', {
  exportId: uuid('export_id')
    .primaryKey()
    .references(() => exports.id),
  rows: integer('rows').notNull(),
  whole: boolean('whole').notNull(),
  endedAt: clock('ended_at'),
});
