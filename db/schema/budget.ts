import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ApplicationEventKind } from '../../domain/application/events';
import type { Phase } from '../../domain/application/phase';
import type { ApplicationStatus } from '../../domain/application/status';
import type { TransferKind } from '../../domain/ledger';
import type { ProgrammeEventKind } from '../../domain/programme/events';
import type { LeadStep } from '../../domain/programme/lead-times';
import type { Place } from '../../domain/programme/ranking';
import type { WaitingOutcome } from '../../domain/programme/waiting';
import { applications, decisions, programmes } from './applications';
import { cents, instant } from './columns';
import { users } from './people';

const count = (name: string) => bigint(name, { mode: 'number' }).notNull();
const day = () => date('day', { mode: 'string' }).notNull();
const stripe = () => smallint('stripe').notNull();

export const programmeEvents = pgTable(
  'programme_events',
  {
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programmes.id),
    number: integer('number').notNull(),
    kind: text('kind').$type<ProgrammeEventKind>().notNull(),
    at: instant('at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  ({ programmeId, number }) => [primaryKey({ columns: [programmeId, number] })],
);

export const waitingList = pgTable('waiting_list', {
  decisionId: uuid('decision_id')
    .primaryKey()
    .references(() => decisions.id),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  amountCents: cents('amount_cents').notNull(),
  place: doublePrecision('place').array().$type<Place>().notNull(),
  registeredYear: integer('registered_year').notNull(),
  registeredNumber: integer('registered_number').notNull(),
  joinedAt: instant('joined_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  leftAt: instant('left_at'),
  outcome: text('outcome').$type<WaitingOutcome>(),
});

export const shares = pgTable('shares', {
  applicationId: uuid('application_id')
    .primaryKey()
    .references(() => applications.id),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  members: integer('members').notNull(),
  percent: integer('percent').notNull(),
  amountCents: cents('amount_cents').notNull(),
  setBy: uuid('set_by')
    .notNull()
    .references(() => users.id),
  setAt: instant('set_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

/** Movements and cents by kind and civil day, counted by the database; each figure is the sum of its stripes. */
export const ledgerDays = pgTable(
  'ledger_days',
  {
    programmeId: uuid('programme_id').notNull(),
    kind: text('kind').$type<TransferKind>().notNull(),
    day: day(),
    stripe: stripe(),
    movements: count('movements'),
    cents: count('cents'),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.kind, table.day, table.stripe] })],
);

/** Events of applications by kind and civil day. */
export const eventDays = pgTable(
  'event_days',
  {
    programmeId: uuid('programme_id').notNull(),
    kind: text('kind').$type<ApplicationEventKind>().notNull(),
    day: day(),
    stripe: stripe(),
    events: count('events'),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.kind, table.day, table.stripe] })],
);

/** Registered applications by state, phase (empty where there is none) and civil day of registration. */
export const standingDays = pgTable(
  'standing_days',
  {
    programmeId: uuid('programme_id').notNull(),
    status: text('status').$type<ApplicationStatus>().notNull(),
    phase: text('phase').$type<Phase | ''>().notNull(),
    day: day(),
    stripe: stripe(),
    applications: count('applications'),
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.status, table.phase, table.day, table.stripe] }),
  ],
);

/** Applications by the civil days they waited for a step of the office. */
export const leadTimes = pgTable(
  'lead_times',
  {
    programmeId: uuid('programme_id').notNull(),
    step: text('step').$type<LeadStep>().notNull(),
    days: integer('days').notNull(),
    stripe: stripe(),
    applications: count('applications'),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.step, table.days, table.stripe] })],
);
