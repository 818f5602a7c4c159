import { sql } from 'drizzle-orm';
import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Finding, Seen } from '../../domain/control/signals';
import type { Thresholds } from '../../domain/control/thresholds';
import { id, instant } from './columns';
import { merchants } from './merchants';
import { users } from './people';

export const controlThresholds = pgTable('control_thresholds', {
  id: id(),
  values: jsonb('values').$type<Thresholds>().notNull(),
  reason: text('reason').notNull(),
  setBy: uuid('set_by')
    .notNull()
    .references(() => users.id),
  setAt: instant('set_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const controlReviews = pgTable('control_reviews', {
  id: id(),
  signal: text('signal').notNull(),
  merchantId: uuid('merchant_id')
    .notNull()
    .references(() => merchants.id),
  finding: text('finding').$type<Finding>().notNull(),
  note: text('note').notNull(),
  seen: jsonb('seen').$type<Seen>().notNull(),
  reviewedBy: uuid('reviewed_by')
    .notNull()
    .references(() => users.id),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
