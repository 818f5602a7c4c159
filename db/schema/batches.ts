import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { BatchKind, BatchParams } from '../../domain/batch/batch';
import type { RowRefusal, RowResult, RowState, RowTask, RowWarning } from '../../domain/batch/row';
import { applications } from './applications';
import { bytes, id, instant } from './columns';
import { vouchers } from './ledger';
import { users } from './people';

export const batches = pgTable('batches', {
  id: id(),
  kind: text('kind').$type<BatchKind>().notNull(),
  requestedBy: uuid('requested_by')
    .notNull()
    .references(() => users.id),
  params: jsonb('params').$type<BatchParams>().notNull().default({}),
  fingerprint: bytes('fingerprint'),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  readyAt: instant('ready_at'),
  confirmedAt: instant('confirmed_at'),
  finishedAt: instant('finished_at'),
  cancelledAt: instant('cancelled_at'),
  cancelledBy: uuid('cancelled_by').references(() => users.id),
});

export const batchRows = pgTable(
  'batch_rows',
  {
    batchId: uuid('batch_id')
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    line: integer('line'),
    applicationId: uuid('application_id').references(() => applications.id),
    voucherId: uuid('voucher_id').references(() => vouchers.id),
    label: text('label').notNull(),
    task: jsonb('task').$type<RowTask>(),
    warnings: jsonb('warnings').$type<RowWarning[]>().notNull().default([]),
    state: text('state').$type<RowState>().notNull(),
    refusal: jsonb('refusal').$type<RowRefusal>(),
    result: jsonb('result').$type<RowResult>(),
    attempts: integer('attempts').notNull().default(0),
    doneAt: instant('done_at'),
  },
  ({ batchId, position }) => [primaryKey({ columns: [batchId, position] })],
);
