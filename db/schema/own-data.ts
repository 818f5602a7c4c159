import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { OwnDataEvent, OwnDataKind, OwnDataOutcome, OwnDataStatus } from '../../domain/own-data/request';
import type { Erased } from '../../domain/own-data/retention';
import type { Sealed } from '../sealing/sealed';
import { id, instant, sealedBytea } from './columns';
import { users } from './people';

export const ownDataRequests = pgTable('own_data_requests', {
  id: id(),
  citizenId: uuid('citizen_id')
    .notNull()
    .references(() => users.id),
  kind: text('kind').$type<OwnDataKind>().notNull(),
  text: text('text').$type<Sealed<string>>(),
  status: text('status').$type<OwnDataStatus>().notNull(),
  eventNumber: integer('event_number').notNull(),
  askedAt: instant('asked_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  answerBy: instant('answer_by').notNull(),
  extensionReason: text('extension_reason').$type<Sealed<string>>(),
  outcome: text('outcome').$type<OwnDataOutcome>(),
  reason: text('reason').$type<Sealed<string>>(),
  decidedBy: uuid('decided_by').references(() => users.id),
  decidedAt: instant('decided_at'),
  expiresAt: instant('expires_at'),
  erased: jsonb('erased').$type<Erased>(),
});

export const ownDataEvents = pgTable('own_data_events', {
  requestId: uuid('request_id')
    .notNull()
    .references(() => ownDataRequests.id),
  number: integer('number').notNull(),
  kind: text('kind').$type<OwnDataEvent['kind']>().notNull(),
  payload: jsonb('payload').$type<OwnDataEvent>().notNull(),
  actorKind: text('actor_kind').$type<'user' | 'system'>().notNull(),
  actorId: uuid('actor_id').references(() => users.id),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const ownDataArchives = pgTable('own_data_archives', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => ownDataRequests.id),
  bytes: sealedBytea('bytes').notNull(),
});

export const legalHolds = pgTable('legal_holds', {
  id: id(),
  citizenId: uuid('citizen_id')
    .notNull()
    .references(() => users.id),
  reason: text('reason').notNull(),
  setBy: uuid('set_by')
    .notNull()
    .references(() => users.id),
  setAt: instant('set_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  liftedBy: uuid('lifted_by').references(() => users.id),
  liftedAt: instant('lifted_at'),
});
