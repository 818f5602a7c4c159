import { bigint, boolean, doublePrecision, pgTable } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns';

/** Who waits for a page; instants and turns in microseconds of Unix time. */
export const waitingTurns = pgTable('waiting_turns', {
  holder: bytes('holder').primaryKey(),
  arrivedAt: bigint('arrived_at', { mode: 'number' }).notNull(),
  turn: bigint('turn', { mode: 'number' }).notNull(),
  seenAt: instant('seen_at').notNull().defaultNow(),
});

/** The turn up to which all have been called, how many were, and up to which moment of arrival places are given; one row. */
export const waitingRoom = pgTable('waiting_room', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  called: bigint('called', { mode: 'number' }).notNull().default(0),
  calls: bigint('calls', { mode: 'number' }).notNull().default(0),
  horizon: bigint('horizon', { mode: 'number' }).notNull().default(0),
  movedAt: instant('moved_at').notNull().default(new Date(0)),
  /** How many stayed of those who came in a second. */
  density: doublePrecision('density').notNull().default(0),
});
