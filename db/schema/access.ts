import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { AccessEventKind } from '../../domain/second-factor';
import type { SessionLevel, SessionMethod } from '../../domain/session';
import { bytes, id, instant, sealedBytea } from './columns';
import { users } from './people';

const userId = () =>
  uuid('user_id')
    .notNull()
    .references(() => users.id);

export const sessions = pgTable('sessions', {
  id: id(),
  userId: userId(),
  sessionVersion: integer('session_version').notNull(),
  method: text('method').$type<SessionMethod>().notNull(),
  level: text('level').$type<SessionLevel>().notNull(),
  startedAt: instant('started_at').notNull().defaultNow(),
  lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
  idleSeconds: integer('idle_seconds').notNull(),
  endsAt: instant('ends_at').notNull(),
  endedAt: instant('ended_at'),
  network: text('network'),
  device: text('device'),
  challenge: text('challenge'),
  challengeUntil: instant('challenge_until'),
});

export const knownDevices = pgTable(
  'known_devices',
  {
    tokenHash: bytes('token_hash').notNull(),
    userId: userId(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  ({ tokenHash, userId: whose }) => [primaryKey({ columns: [tokenHash, whose] })],
);

export const signInCounts = pgTable('sign_in_counts', {
  key: bytes('key').primaryKey(),
  tries: integer('tries').notNull(),
  lastAt: instant('last_at').notNull(),
  openAt: instant('open_at').notNull(),
  toldAt: instant('told_at'),
});

export const totpFactors = pgTable('totp_factors', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id),
  secret: sealedBytea('secret').notNull(),
  confirmedAt: instant('confirmed_at'),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
});

export const passkeys = pgTable('passkeys', {
  id: text('id').primaryKey(),
  userId: userId(),
  publicKey: bytes('public_key').notNull(),
  counter: bigint('counter', { mode: 'number' }).notNull(),
  transports: text('transports').array().notNull(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  usedAt: instant('used_at'),
});

export const recoveryCodes = pgTable('recovery_codes', {
  codeHash: bytes('code_hash').primaryKey(),
  userId: userId(),
  usedAt: instant('used_at'),
});

export const accessEvents = pgTable('access_events', {
  id: id(),
  userId: userId(),
  actorId: uuid('actor_id')
    .notNull()
    .references(() => users.id),
  kind: text('kind').$type<AccessEventKind>().notNull(),
  reason: text('reason'),
  at: instant('at').notNull().defaultNow(),
});
