import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { programmes } from './applications';
import { bytes, id, instant } from './columns';
import type { Sealed } from '../sealing/sealed';
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

export const programmeDraws = pgTable('programme_draws', {
  programmeId: uuid('programme_id')
    .primaryKey()
    .references(() => programmes.id),
  secret: text('secret').$type<Sealed<string>>().notNull(),
  /** SHA-256 of the secret, in hexadecimal. */
  commitment: text('commitment').notNull(),
  committedBy: uuid('committed_by')
    .notNull()
    .references(() => users.id),
  committedAt: instant('committed_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  /** The secret, once it is everybody's. */
  toldSecret: text('told_secret'),
  publicNumber: text('public_number'),
  drawnBy: uuid('drawn_by').references(() => users.id),
  drawnAt: instant('drawn_at'),
});
