import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { LetterStatus } from '../../domain/pin/letter';
import type { PinEnd } from '../../domain/pin/terms';
import type { Channel } from '../../domain/programme/rules';
import { bytes, id, instant, sealedBytea } from './columns';
import { users } from './people';

export const pins = pgTable('pins', {
  id: id(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id),
  firstHash: text('first_hash').notNull(),
  secondHash: text('second_hash'),
  channel: text('channel').$type<Channel>().notNull(),
  requestedAt: instant('requested_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  letterDueAt: instant('letter_due_at').notNull(),
  firstUsedAt: instant('first_used_at'),
  activatedAt: instant('activated_at'),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
  endedWhy: text('ended_why').$type<PinEnd>(),
});

/** Wrong parts in a row, by a keyed hash of whose PIN was tried. */
export const pinTries = pgTable('pin_tries', {
  key: bytes('key').primaryKey(),
  wrong: integer('wrong').notNull(),
  lastAt: instant('last_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const letters = pgTable('letters', {
  id: id(),
  pinId: uuid('pin_id')
    .notNull()
    .references(() => pins.id),
  recipient: text('recipient').notNull(),
  address: text('address').notNull(),
  status: text('status').$type<LetterStatus>().notNull().default('da stampare'),
  content: sealedBytea('content'),
  providerId: text('provider_id'),
  writtenAt: instant('written_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  printedAt: instant('printed_at'),
  printedBy: uuid('printed_by').references(() => users.id),
  postedAt: instant('posted_at'),
  postedBy: uuid('posted_by').references(() => users.id),
});
