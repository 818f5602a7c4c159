import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { programmes } from './applications';
import { bytes, id, instant } from './columns';
import { users } from './people';

export const publishedRankings = pgTable('published_rankings', {
  id: id(),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  number: integer('number').notNull(),
  document: text('document').notNull(),
  places: integer('places').notNull(),
  sha256: bytes('sha256').notNull(),
  publishedBy: uuid('published_by')
    .notNull()
    .references(() => users.id),
  publishedAt: instant('published_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
