import { sql } from 'drizzle-orm';
import { bigint, boolean, date, integer, pgTable, text, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { CallAct } from '../../domain/call/call';
import type { MandateProof, OrganisationKind } from '../../domain/mandate/mandate';
import { applications } from './applications';
import { id, instant } from './columns';
import { users } from './people';
import { pins } from './pins';

/** Telephone calls of the contact centre. */
export const contactCalls = pgTable('contact_calls', {
  id: id(),
  operatorId: uuid('operator_id')
    .notNull()
    .references(() => users.id),
  citizenId: uuid('citizen_id')
    .notNull()
    .references(() => users.id),
  beganAt: instant('began_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  wrongPins: integer('wrong_pins').notNull().default(0),
  pinId: uuid('pin_id').references(() => pins.id),
  verifiedAt: instant('verified_at'),
  endsAt: instant('ends_at').notNull(),
  closedAt: instant('closed_at'),
});

export const contactCallActs = pgTable('contact_call_acts', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  callId: uuid('call_id')
    .notNull()
    .references(() => contactCalls.id),
  act: text('act').$type<CallAct>().notNull(),
  applicationId: uuid('application_id').references((): AnyPgColumn => applications.id),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

/** CAF, patronati and the like. */
export const organisations = pgTable('organisations', {
  id: id(),
  kind: text('kind').$type<OrganisationKind>().notNull(),
  name: text('name').notNull(),
  active: boolean('active').notNull().default(true),
});

export const mandates = pgTable('mandates', {
  id: id(),
  organisationId: uuid('organisation_id')
    .notNull()
    .references(() => organisations.id),
  citizenId: uuid('citizen_id')
    .notNull()
    .references(() => users.id),
  number: text('number').notNull(),
  scope: text('scope').notNull(),
  signedOn: date('signed_on', { mode: 'string' }).notNull(),
  validFrom: date('valid_from', { mode: 'string' }).notNull(),
  validUntil: date('valid_until', { mode: 'string' }).notNull(),
  proof: text('proof').$type<MandateProof>().notNull(),
  recordedBy: uuid('recorded_by')
    .notNull()
    .references(() => users.id),
  recordedAt: instant('recorded_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  endedAt: instant('ended_at'),
  endedBy: uuid('ended_by').references(() => users.id),
});
