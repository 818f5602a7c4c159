import { sql } from 'drizzle-orm';
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { CheckOutcome, CheckWords } from '../../domain/control/check';
import type { RecoveryState } from '../../domain/control/recovery';
import type { Finding, Seen } from '../../domain/control/signals';
import type { Thresholds } from '../../domain/control/thresholds';
import type { Sealed } from '../sealing/sealed';
import { applications, programmes } from './applications';
import { cents, id, instant } from './columns';
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

export const samples = pgTable('samples', {
  id: id(),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  number: integer('number').notNull(),
  percent: integer('percent').notNull(),
  listed: integer('listed').notNull(),
  listSha256: text('list_sha256').notNull(),
  commitment: text('commitment').notNull(),
  sealedSecret: text('sealed_secret').$type<Sealed<string>>(),
  preparedBy: uuid('prepared_by')
    .notNull()
    .references(() => users.id),
  preparedAt: instant('prepared_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  secret: text('secret'),
  publicNumber: text('public_number'),
  publicSource: text('public_source'),
  drawnBy: uuid('drawn_by').references(() => users.id),
  drawnAt: instant('drawn_at'),
});

export const sampleEntries = pgTable(
  'sample_entries',
  {
    sampleId: uuid('sample_id')
      .notNull()
      .references(() => samples.id),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
  },
  ({ sampleId, applicationId }) => [primaryKey({ columns: [sampleId, applicationId] })],
);

export const declarationChecks = pgTable('declaration_checks', {
  applicationId: uuid('application_id')
    .primaryKey()
    .references(() => applications.id),
  sampleId: uuid('sample_id')
    .notNull()
    .references(() => samples.id),
  place: integer('place').notNull(),
  closedBy: uuid('closed_by').references(() => users.id),
  closedAt: instant('closed_at'),
});

export const checkOutcomes = pgTable(
  'check_outcomes',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => declarationChecks.applicationId),
    declaration: text('declaration').notNull(),
    outcome: text('outcome').$type<CheckOutcome>().notNull(),
    words: jsonb('words').$type<Sealed<CheckWords>>().notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => users.id),
    at: instant('at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  ({ applicationId, declaration }) => [primaryKey({ columns: [applicationId, declaration] })],
);

export const recoverySteps = pgTable(
  'recovery_steps',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => declarationChecks.applicationId),
    number: integer('number').notNull(),
    state: text('state').$type<RecoveryState>().notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    amountCents: cents('amount_cents').notNull(),
    note: text('note').$type<Sealed<string>>().notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => users.id),
    at: instant('at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  ({ applicationId, number }) => [primaryKey({ columns: [applicationId, number] })],
);
