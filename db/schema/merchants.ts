import { sql } from 'drizzle-orm';
import { boolean, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ShopCategory } from '../../domain/merchant/categories';
import type { MerchantEvent, MerchantEventKind } from '../../domain/merchant/events';
import type { MerchantStatus } from '../../domain/merchant/status';
import { bytes, id, instant } from './columns';

export const merchants = pgTable('merchants', {
  id: id(),
  name: text('name').notNull(),
  legalName: text('legal_name'),
  vatNumber: text('vat_number'),
  fiscalCode: text('fiscal_code'),
  address: text('address'),
  email: text('email'),
  pec: text('pec'),
  phone: text('phone'),
  representative: text('representative'),
  iban: text('iban'),
  ibanHolder: text('iban_holder'),
  status: text('status').$type<MerchantStatus>().notNull().default('attivo'),
  agreementYear: integer('agreement_year'),
  agreementNumber: integer('agreement_number'),
  agreementFrom: date('agreement_from', { mode: 'string' }),
  agreementUntil: date('agreement_until', { mode: 'string' }),
  eventNumber: integer('event_number').notNull().default(0),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const merchantEvents = pgTable('merchant_events', {
  merchantId: uuid('merchant_id')
    .notNull()
    .references(() => merchants.id),
  number: integer('number').notNull(),
  kind: text('kind').$type<MerchantEventKind>().notNull(),
  payload: jsonb('payload').$type<MerchantEvent>().notNull(),
  actorKind: text('actor_kind').$type<'user' | 'visitor' | 'system'>().notNull(),
  actorId: uuid('actor_id'),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const agreementCounters = pgTable('agreement_counters', {
  year: integer('year').primaryKey(),
  last: integer('last').notNull(),
});

export const shops = pgTable('shops', {
  id: id(),
  merchantId: uuid('merchant_id')
    .notNull()
    .references(() => merchants.id),
  name: text('name').notNull(),
  address: text('address'),
  postalCode: text('postal_code'),
  municipality: text('municipality'),
  phone: text('phone'),
  categories: text('categories').array().$type<ShopCategory[]>().notNull().default([]),
  active: boolean('active').notNull().default(true),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const tills = pgTable('tills', {
  id: id(),
  merchantId: uuid('merchant_id')
    .notNull()
    .references(() => merchants.id),
  shopId: uuid('shop_id')
    .notNull()
    .references(() => shops.id),
  name: text('name').notNull(),
  active: boolean('active').notNull().default(true),
});

export const tillKeys = pgTable('till_keys', {
  id: id(),
  tillId: uuid('till_id')
    .notNull()
    .references(() => tills.id),
  keyHash: bytes('key_hash').notNull(),
  ending: text('ending').notNull(),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  revokedBy: uuid('revoked_by'),
  revokedAt: instant('revoked_at'),
});

export const wrongCodes = pgTable('wrong_codes', {
  id: id(),
  merchantId: uuid('merchant_id')
    .notNull()
    .references(() => merchants.id),
  actorKind: text('actor_kind').$type<'user' | 'till'>().notNull(),
  actorId: uuid('actor_id').notNull(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
