import { sql } from 'drizzle-orm';
import { boolean, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { CertifiableField, IdentityMethod } from '../../domain/identity/identity';
import type { Role } from '../../domain/roles';
import { bytes, id, instant, sealedBytea } from './columns';
import { merchants, shops } from './merchants';

export const installation = pgTable('installation', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  epoch: uuid('epoch').notNull(),
  demo: boolean('demo').notNull().default(false),
  /** The key of keyed hashes as releases before kept it; null once it is sealed in `hashKey`. */
  householdKey: bytes('household_key'),
  hashKey: sealedBytea('hash_key'),
  sealedUnder: text('sealed_under'),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const users = pgTable('users', {
  id: id(),
  username: text('username').notNull(),
  passwordHash: text('password_hash').notNull(),
  mustChangePassword: boolean('must_change_password').notNull(),
  sessionVersion: integer('session_version').notNull().default(1),
  passwordUntil: instant('password_until'),
  secondFactorWaived: boolean('second_factor_waived').notNull().default(false),
  role: text('role').$type<Role>().notNull(),
  merchantId: uuid('merchant_id').references(() => merchants.id),
  shopId: uuid('shop_id').references(() => shops.id),
  /** The organisation an `intermediario` belongs to. */
  organisationId: uuid('organisation_id'),
  active: boolean('active').notNull().default(true),
  familyName: text('family_name').notNull(),
  givenName: text('given_name').notNull(),
  fiscalCode: text('fiscal_code'),
  birthDate: date('birth_date', { mode: 'string' }),
  phone: text('phone'),
  mobile: text('mobile'),
  province: text('province'),
  postalCode: text('postal_code'),
  address: text('address'),
  email: text('email').notNull(),
  certifiedFields: text('certified_fields')
    .array()
    .$type<CertifiableField[]>()
    .notNull()
    .default(sql`'{}'`),
  certifiedBy: text('certified_by').$type<IdentityMethod>(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const passwordRecoveries = pgTable('password_recoveries', {
  tokenHash: bytes('token_hash').primaryKey(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});
