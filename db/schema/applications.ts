import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Answers, ApplicationForm } from '../../domain/application/answers';
import type { ApplicationEvent, ApplicationEventKind } from '../../domain/application/events';
import type { Section } from '../../domain/application/fields';
import type { Phase } from '../../domain/application/phase';
import type { RejectionReason } from '../../domain/application/reasons';
import type { ApplicationStatus } from '../../domain/application/status';
import type { Evaluation } from '../../domain/programme/evaluation';
import type { Channel, ProgrammeRules } from '../../domain/programme/rules';
import type { ProgrammeStatus } from '../../domain/programme/status';
import type { AccessLevel } from '../../domain/roles';
import type { Sealed } from '../sealing/sealed';
import { bytes, cents, id, instant } from './columns';
import { users } from './people';

export const programmes = pgTable('programmes', {
  id: id(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  icon: text('icon').notNull(),
  status: text('status').$type<ProgrammeStatus>().notNull(),
  position: integer('position').notNull().default(0),
});

export const programmeVersions = pgTable('programme_versions', {
  id: id(),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  version: integer('version').notNull(),
  rules: jsonb('rules').$type<ProgrammeRules>().notNull(),
  publishedAt: instant('published_at').notNull().defaultNow(),
  name: text('name'),
  icon: text('icon'),
  editedBy: uuid('edited_by').references(() => users.id),
  publishedBy: uuid('published_by').references(() => users.id),
});

export const applications = pgTable('applications', {
  id: id(),
  citizenId: uuid('citizen_id')
    .notNull()
    .references(() => users.id),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  programmeVersionId: uuid('programme_version_id')
    .notNull()
    .references(() => programmeVersions.id),
  channel: text('channel').$type<Channel>().notNull(),
  status: text('status').$type<ApplicationStatus>().notNull(),
  eventNumber: integer('event_number').notNull(),
  answers: jsonb('answers').$type<Sealed<Answers>>().notNull(),
  answersVersion: integer('answers_version').notNull().default(1),
  form: jsonb('form').$type<Sealed<ApplicationForm>>(),
  phase: text('phase').$type<Phase>(),
  operatorId: uuid('operator_id').references(() => users.id),
  decideBy: instant('decide_by'),
  prefilledFrom: uuid('prefilled_from'),
  createdAt: instant('created_at').notNull().defaultNow(),
  savedAt: instant('saved_at').notNull().defaultNow(),
  openedLevel: text('opened_level').$type<AccessLevel>().notNull().default('full'),
  /** The call it is compiled in, or the mandate it is compiled by; no reference in code, their files know this one. */
  callId: uuid('call_id'),
  mandateId: uuid('mandate_id'),
  takenOverAt: instant('taken_over_at'),
  rated: boolean('rated').notNull().default(false),
  registeredAt: instant('registered_at'),
  registrationYear: integer('registration_year'),
  registrationNumber: integer('registration_number'),
  /** When all that named people was erased, its programme's term being over. */
  erasedAt: instant('erased_at'),
  familyKey: text('family_key'),
  familyRest: text('family_rest'),
  givenKey: text('given_key'),
  givenRest: text('given_rest'),
  assignee: uuid('assignee')
    .notNull()
    .generatedAlwaysAs(sql`coalesce(operator_id, '00000000-0000-0000-0000-000000000000')`),
  beneficiaryFiscalCode: text('beneficiary_fiscal_code').generatedAlwaysAs(
    sql`upper(answers ->> 'beneficiary.fiscalCode')`,
  ),
  beneficiaryFamilyName: text('beneficiary_family_name').generatedAlwaysAs(
    sql`answers ->> 'beneficiary.familyName'`,
  ),
  beneficiaryGivenName: text('beneficiary_given_name').generatedAlwaysAs(
    sql`answers ->> 'beneficiary.givenName'`,
  ),
});

export const parkedAnswers = pgTable(
  'parked_answers',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    section: text('section').$type<Section>().notNull(),
    base: jsonb('base').$type<Sealed<Answers>>().notNull(),
    typed: jsonb('typed').$type<Sealed<Answers>>().notNull(),
    parkedAt: instant('parked_at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  ({ applicationId, section }) => [primaryKey({ columns: [applicationId, section] })],
);

export const applicationEvents = pgTable('application_events', {
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  number: integer('number').notNull(),
  kind: text('kind').$type<ApplicationEventKind>().notNull(),
  payload: jsonb('payload').$type<ApplicationEvent>().notNull(),
  actorKind: text('actor_kind').$type<'user' | 'till' | 'system'>().notNull(),
  actorId: uuid('actor_id'),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const householdClaims = pgTable('household_claims', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  memberHash: bytes('member_hash').notNull(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  releasedAt: instant('released_at'),
});

export const registrations = pgTable('registrations', {
  year: integer('year').notNull(),
  number: integer('number').notNull(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  registeredAt: instant('registered_at').notNull(),
  formSha256: bytes('form_sha256').notNull(),
});

export const registrationCounters = pgTable('registration_counters', {
  year: integer('year').primaryKey(),
  last: integer('last').notNull(),
});

export const decisions = pgTable('decisions', {
  id: id(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  outcome: text('outcome').$type<'approvata' | 'respinta'>().notNull(),
  amountCents: cents('amount_cents'),
  proposedCents: cents('proposed_cents').notNull(),
  evaluation: jsonb('evaluation').$type<Sealed<Evaluation>>(),
  reason: text('reason').$type<Sealed<string>>(),
  reasonCodes: text('reason_codes').array().$type<RejectionReason[]>().notNull().default([]),
  reviewUntil: instant('review_until'),
  decidedBy: uuid('decided_by')
    .notNull()
    .references(() => users.id),
  decidedAt: instant('decided_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
