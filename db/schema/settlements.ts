import { sql } from 'drizzle-orm';
import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { OutcomeRow } from '../../domain/settlement/outcome-row';
import type { NoteParty } from '../../domain/settlement/note';
import type { SettlementEvent, SettlementStatus } from '../../domain/settlement/status';
import type { SettlementTerms } from '../../domain/settlement/terms';
import type { PaymentEnd } from '../../domain/settlement/outcomes';
import type { Treasury } from '../../domain/settlement/treasury';
import { programmes } from './applications';
import { bytes, cents, id, instant } from './columns';
import { redemptions } from './ledger';
import { merchants } from './merchants';
import { users } from './people';

const written = (name: string) =>
  instant(name)
    .notNull()
    .default(sql`clock_timestamp()`);

export const settlements = pgTable('settlements', {
  id: id(),
  merchantId: uuid('merchant_id')
    .notNull()
    .references(() => merchants.id),
  periodFrom: instant('period_from').notNull(),
  periodTo: instant('period_to').notNull(),
  terms: jsonb('terms').$type<SettlementTerms>().notNull(),
  status: text('status').$type<SettlementStatus>().notNull(),
  eventNumber: integer('event_number').notNull().default(0),
  closedEarly: boolean('closed_early').notNull().default(false),
  drawnAt: instant('drawn_at'),
  presentBy: instant('present_by'),
  totalCents: cents('total_cents'),
  noteYear: integer('note_year'),
  noteNumber: integer('note_number'),
  noteParty: jsonb('note_party').$type<NoteParty>(),
  stampCents: cents('stamp_cents'),
  presentedAt: instant('presented_at'),
  presentedBy: uuid('presented_by').references(() => users.id),
  payBy: instant('pay_by'),
  verifiedBy: uuid('verified_by').references(() => users.id),
  sentBackReason: text('sent_back_reason'),
  paidAt: instant('paid_at'),
  returnsUntil: instant('returns_until'),
});

export const settlementEvents = pgTable(
  'settlement_events',
  {
    settlementId: uuid('settlement_id')
      .notNull()
      .references(() => settlements.id),
    number: integer('number').notNull(),
    kind: text('kind').$type<SettlementEvent['kind']>().notNull(),
    payload: jsonb('payload').$type<SettlementEvent>().notNull(),
    actorKind: text('actor_kind').$type<'user' | 'system'>().notNull(),
    actorId: uuid('actor_id').references(() => users.id),
    at: written('at'),
  },
  ({ settlementId, number }) => [primaryKey({ columns: [settlementId, number] })],
);

export const settlementLines = pgTable(
  'settlement_lines',
  {
    settlementId: uuid('settlement_id')
      .notNull()
      .references(() => settlements.id),
    number: integer('number').notNull(),
    redemptionId: uuid('redemption_id')
      .notNull()
      .references(() => redemptions.id),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programmes.id),
    at: instant('at').notNull(),
    shop: text('shop').notNull(),
    codeEnd: text('code_end').notNull(),
    receiptNumber: text('receipt_number'),
    amountCents: cents('amount_cents').notNull(),
  },
  ({ settlementId, number }) => [primaryKey({ columns: [settlementId, number] })],
);

export const paymentBatches = pgTable('payment_batches', {
  id: id(),
  year: integer('year').notNull(),
  number: integer('number').notNull(),
  preparedBy: uuid('prepared_by')
    .notNull()
    .references(() => users.id),
  preparedAt: written('prepared_at'),
  treasury: jsonb('treasury').$type<Treasury>(),
  executeOn: date('execute_on', { mode: 'string' }),
  signedBy: uuid('signed_by').references(() => users.id),
  signedAt: instant('signed_at'),
  cancelledBy: uuid('cancelled_by').references(() => users.id),
  cancelledAt: instant('cancelled_at'),
});

export const payments = pgTable('payments', {
  id: id(),
  batchId: uuid('batch_id')
    .notNull()
    .references(() => paymentBatches.id),
  settlementId: uuid('settlement_id')
    .notNull()
    .references(() => settlements.id),
  amountCents: cents('amount_cents').notNull(),
  creditor: text('creditor').notNull(),
  iban: text('iban').notNull(),
  remittance: text('remittance').notNull(),
  outcome: text('outcome').$type<PaymentEnd>(),
  reason: text('reason'),
  outcomeAt: instant('outcome_at'),
});

export const outcomeImports = pgTable('outcome_imports', {
  id: id(),
  fileName: text('file_name').notNull(),
  sha256: bytes('sha256').notNull(),
  rows: jsonb('rows').$type<OutcomeRow[]>().notNull(),
  readBy: uuid('read_by')
    .notNull()
    .references(() => users.id),
  readAt: written('read_at'),
  appliedBy: uuid('applied_by').references(() => users.id),
  appliedAt: instant('applied_at'),
});
