import { integer, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** The calls of each till in the minute that is written beside them. */
export const tillCalls = pgTable('till_calls', {
  tillId: uuid('till_id').primaryKey(),
  minute: instant('minute').notNull(),
  calls: integer('calls').notNull(),
});

/** What was asked of each voucher in the minute that is written beside it. */
export const voucherAttempts = pgTable('voucher_attempts', {
  voucherId: uuid('voucher_id').primaryKey(),
  minute: instant('minute').notNull(),
  attempts: integer('attempts').notNull(),
});
