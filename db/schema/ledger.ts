import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AccountKind, TransferKind } from '../../domain/ledger';
import type { HoldEnd } from '../../domain/voucher/holds';
import type { VoucherStatus } from '../../domain/voucher/status';
import { applications, programmes } from './applications';
import { cents, id, instant } from './columns';
import { merchants, shops, tillKeys } from './merchants';

export const accounts = pgTable('accounts', {
  id: id(),
  kind: text('kind').$type<AccountKind>().notNull(),
  ownerId: uuid('owner_id').notNull(),
  balanceCents: cents('balance_cents').notNull().default(0),
});

export const transfers = pgTable('transfers', {
  id: id(),
  kind: text('kind').$type<TransferKind>().notNull(),
  debitAccountId: uuid('debit_account_id')
    .notNull()
    .references(() => accounts.id),
  creditAccountId: uuid('credit_account_id')
    .notNull()
    .references(() => accounts.id),
  amountCents: cents('amount_cents').notNull(),
  businessKey: text('business_key').notNull(),
  programmeId: uuid('programme_id').references(() => programmes.id),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const vouchers = pgTable('vouchers', {
  id: id(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  accountId: uuid('account_id')
    .notNull()
    .references(() => accounts.id),
  code: text('code').notNull(),
  status: text('status').$type<VoucherStatus>().notNull(),
  holderFamilyName: text('holder_family_name').notNull(),
  holderGivenName: text('holder_given_name').notNull(),
  mobile: text('mobile').notNull(),
  issuedCents: cents('issued_cents').notNull(),
  issuedAt: instant('issued_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  expiresAt: instant('expires_at').notNull(),
});

export const voucherHolds = pgTable('voucher_holds', {
  id: id(),
  voucherId: uuid('voucher_id')
    .notNull()
    .references(() => vouchers.id),
  merchantId: uuid('merchant_id')
    .notNull()
    .references(() => merchants.id),
  shopId: uuid('shop_id')
    .notNull()
    .references(() => shops.id),
  actorKind: text('actor_kind').$type<'user' | 'till'>().notNull(),
  actorId: uuid('actor_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  expiresAt: instant('expires_at').notNull(),
  tillKeyId: uuid('till_key_id').references(() => tillKeys.id),
  endedAs: text('ended_as').$type<HoldEnd>(),
  endedAt: instant('ended_at'),
});

export const redemptions = pgTable('redemptions', {
  id: id(),
  voucherId: uuid('voucher_id')
    .notNull()
    .references(() => vouchers.id),
  merchantId: uuid('merchant_id')
    .notNull()
    .references(() => merchants.id),
  actorKind: text('actor_kind').$type<'user' | 'till'>().notNull(),
  actorId: uuid('actor_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  receiptNumber: text('receipt_number'),
  shopId: uuid('shop_id')
    .notNull()
    .references(() => shops.id),
  holdId: uuid('hold_id').references(() => voucherHolds.id),
  tillKeyId: uuid('till_key_id').references(() => tillKeys.id),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const redemptionVoids = pgTable('redemption_voids', {
  redemptionId: uuid('redemption_id')
    .primaryKey()
    .references(() => redemptions.id),
  reason: text('reason').notNull(),
  actorKind: text('actor_kind').$type<'user' | 'till'>().notNull(),
  actorId: uuid('actor_id').notNull(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
