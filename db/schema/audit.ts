import { sql } from 'drizzle-orm';
import { bigint, boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AuditChannel } from '../../domain/audit/entry';
import type { Role } from '../../domain/roles';
import { bytes, instant } from './columns';

export const auditEntries = pgTable('audit_entries', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  view: boolean('view').notNull().default(false),
  actorKind: text('actor_kind').$type<'user' | 'till' | 'system' | 'requester' | 'visitor'>().notNull(),
  actorId: uuid('actor_id'),
  role: text('role').$type<Role>(),
  channel: text('channel').$type<AuditChannel>().notNull(),
  act: text('act').notNull(),
  subject: text('subject').notNull(),
  subjectId: uuid('subject_id'),
  cause: uuid('cause'),
  source: text('source'),
  sourceKey: text('source_key'),
  digest: bytes('digest'),
  sequence: bigint('sequence', { mode: 'number' }),
  hash: bytes('hash'),
});

export const auditSources = pgTable('audit_sources', {
  source: text('source').primaryKey(),
  key: text('key').notNull(),
  digest: text('digest').notNull(),
  changes: boolean('changes').notNull(),
  filter: text('filter').notNull(),
});

export const auditAnchors = pgTable('audit_anchors', {
  sequence: bigint('sequence', { mode: 'number' }).primaryKey(),
  hash: bytes('hash').notNull(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
