import { sql } from 'drizzle-orm';
import { boolean, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { RegisterRow, RowFault } from '../../domain/register/rows';
import type {
  InquiryState,
  RegisterAnswer,
  RegisterName,
  RegisterSource,
} from '../../domain/register/registers';
import { applications } from './applications';
import type { Sealed } from '../sealing/sealed';
import { bytes, cents, id, instant } from './columns';
import { users } from './people';

export const registerImports = pgTable('register_imports', {
  id: id(),
  register: text('register').$type<RegisterName>().notNull(),
  fileName: text('file_name').notNull(),
  rows: integer('rows').notNull(),
  wrong: integer('wrong').notNull(),
  faults: jsonb('faults').$type<RowFault[]>().notNull().default([]),
  sha256: bytes('sha256').notNull(),
  importedBy: uuid('imported_by')
    .notNull()
    .references(() => users.id),
  importedAt: instant('imported_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

/**
 * A row is found by keyed hashes: of its person's codice fiscale, and of the number of the household. The columns after
 * `sealed` are those of a row that a release before wrote, until it is sealed.
 */
export const registerResidents = pgTable('register_residents', {
  fiscalCode: text('fiscal_code').primaryKey(),
  household: text('household').notNull(),
  sealed: jsonb('sealed').$type<Sealed<RegisterRow['anagrafe']>>(),
  familyName: text('family_name'),
  givenName: text('given_name'),
  birthDate: date('birth_date'),
  relation: text('relation'),
  municipality: text('municipality'),
});

export const registerIsees = pgTable('register_isees', {
  fiscalCode: text('fiscal_code').primaryKey(),
  sealed: jsonb('sealed').$type<Sealed<RegisterRow['isee']>>(),
  iseeCents: cents('isee_cents'),
  dsu: text('dsu'),
  dsuOn: date('dsu_on'),
  differs: boolean('differs'),
});

export const inquiries = pgTable('inquiries', {
  id: id(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  register: text('register').$type<RegisterName>().notNull(),
  state: text('state').$type<InquiryState>().notNull().default('in corso'),
  source: text('source').$type<RegisterSource>(),
  found: jsonb('found').$type<Sealed<RegisterAnswer>>(),
  askedBy: uuid('asked_by')
    .notNull()
    .references(() => users.id),
  askedAt: instant('asked_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  answeredAt: instant('answered_at'),
});
