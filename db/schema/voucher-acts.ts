import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { VoucherActKind } from '../../domain/voucher/acts';
import { applications } from './applications';
import type { Sealed } from '../sealing/sealed';
import { id, instant } from './columns';
import { vouchers } from './ledger';
import { users } from './people';

export const voucherActs = pgTable('voucher_acts', {
  id: id(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  voucherId: uuid('voucher_id').references(() => vouchers.id),
  act: text('act').$type<VoucherActKind>().notNull(),
  reason: text('reason').$type<Sealed<string>>(),
  fromValue: text('from_value'),
  toValue: text('to_value'),
  actorKind: text('actor_kind').$type<'user' | 'system'>().notNull(),
  actorId: uuid('actor_id').references(() => users.id),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const retiredCodes = pgTable('retired_codes', {
  code: text('code').primaryKey(),
  voucherId: uuid('voucher_id')
    .notNull()
    .references(() => vouchers.id),
  retiredAt: instant('retired_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
