import { sql } from 'drizzle-orm';
import { boolean, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { RequestKind } from '../../domain/application/clock';
import type { AnnulmentReason, RejectionReason } from '../../domain/application/reasons';
import type { Evaluation } from '../../domain/programme/evaluation';
import { applications, decisions } from './applications';
import type { Sealed } from '../sealing/sealed';
import { cents, id, instant } from './columns';
import { users } from './people';

const ofApplication = () =>
  uuid('application_id')
    .notNull()
    .references(() => applications.id);
const byUser = (name: string) => uuid(name).references(() => users.id);
const momentOf = (name: string) =>
  instant(name)
    .notNull()
    .default(sql`clock_timestamp()`);

export const citizenRequests = pgTable('citizen_requests', {
  id: id(),
  applicationId: ofApplication(),
  kind: text('kind').$type<RequestKind>().notNull(),
  text: text('text').$type<Sealed<string>>(),
  reasonCodes: text('reason_codes').array().$type<RejectionReason[]>().notNull().default([]),
  askedBy: byUser('asked_by').notNull(),
  askedAt: momentOf('asked_at'),
  answerBy: instant('answer_by').notNull(),
  suspends: boolean('suspends').notNull(),
  decideBy: instant('decide_by').notNull(),
  draft: text('draft').$type<Sealed<string>>(),
  answer: text('answer').$type<Sealed<string>>(),
  answeredAt: instant('answered_at'),
  lapsedAt: instant('lapsed_at'),
  droppedAt: instant('dropped_at'),
});

export const proposals = pgTable('proposals', {
  id: id(),
  applicationId: ofApplication(),
  amountCents: cents('amount_cents').notNull(),
  proposedCents: cents('proposed_cents').notNull(),
  evaluation: jsonb('evaluation').$type<Sealed<Evaluation>>(),
  reason: text('reason').$type<Sealed<string>>(),
  proposedBy: byUser('proposed_by').notNull(),
  proposedAt: momentOf('proposed_at'),
  signedBy: byUser('signed_by'),
  signedAt: instant('signed_at'),
  returnedBy: byUser('returned_by'),
  returnedAt: instant('returned_at'),
  returnReason: text('return_reason').$type<Sealed<string>>(),
  droppedAt: instant('dropped_at'),
});

export const reviews = pgTable('reviews', {
  id: id(),
  applicationId: ofApplication(),
  decisionId: uuid('decision_id')
    .notNull()
    .references(() => decisions.id),
  text: text('text').$type<Sealed<string>>().notNull(),
  requestedAt: momentOf('requested_at'),
});

export const annulments = pgTable('annulments', {
  applicationId: uuid('application_id')
    .primaryKey()
    .references(() => applications.id),
  reasonCodes: text('reason_codes').array().$type<AnnulmentReason[]>().notNull(),
  reason: text('reason').$type<Sealed<string>>(),
  annulledBy: byUser('annulled_by').notNull(),
  annulledAt: momentOf('annulled_at'),
});
