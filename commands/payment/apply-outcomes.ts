import { eq, inArray, sum } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import {
  outcomeImports,
  paymentBatches,
  payments,
  settlementLines,
  settlements,
} from '../../db/schema/settlements';
import { after } from '../../domain/calendar';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { effectOf, type OutcomeEffect } from '../../domain/settlement/outcome-effect';
import { isOutcomeFault, type OutcomeRow } from '../../domain/settlement/outcome-row';
import { move } from '../ledger';
import { holdSettlements, recordSettlementEvent, type SettlementCase, type User } from '../settlement/case';
import { transact, type Outcome } from '../transaction';
import { mayPay } from './authorise';

type Payment = typeof payments.$inferSelect;

/** A payment with what its effects depend on. */
type StandingPayment = Payment & { end: Payment['outcome']; signed: boolean; returnsUntil: Date | null };

/** A row with what it would do now. */
export interface JudgedRow extends OutcomeRow {
  effect: OutcomeEffect;
}

/** What each row of a reading would do if it were applied now. */
export async function judgeOutcomes(tx: Queryable, rows: readonly OutcomeRow[]): Promise<JudgedRow[]> {
  const now = await databaseNow(tx);
  const stands = await paymentsOf(tx, rows);
  return rows.map((row) => {
    const found = row.paymentId === null ? undefined : stands.get(row.paymentId);
    if (row.fault !== null || row.outcome === null || !found) {
      return { ...row, effect: row.fault ?? 'outcome-unknown-id' };
    }
    return { ...row, effect: effectOf(row.outcome, found, now) };
  });
}

/** What changes a payment. */
type Change = 'pay' | 'refuse' | 'return';

const isChange = (effect: OutcomeEffect): effect is Change =>
  effect === 'pay' || effect === 'refuse' || effect === 'return';

/**
 * Applies what the bank said: what was paid passes to the account of what each programme has paid, what was refused goes
 * back to the merchant, what came back is owed again. Every row, or none of them; a second time changes nothing.
 *
 * Refusals: `not-found`; `outcomes-faulty` (some row cannot be, how many).
 */
export async function applyOutcomes(
  db: Queryable,
  actor: Actor,
  input: { importId: string },
): Promise<Outcome<{ applied: number }>> {
  if (!mayPay(actor, 'settlement.review')) return refused({ code: 'not-found' });
  return transact(db, async (tx) => {
    const [reading] = await tx
      .select()
      .from(outcomeImports)
      .where(eq(outcomeImports.id, input.importId))
      .for('update');
    if (!reading) return refused({ code: 'not-found' });
    if (reading.appliedAt !== null) return ok({ applied: 0 });
    const held = await holdNamed(tx, reading.rows);
    const judged = await judgeOutcomes(tx, reading.rows);
    const faulty = judged.filter(({ effect }) => isOutcomeFault(effect)).length;
    if (faulty > 0) return refused({ code: 'outcomes-faulty', count: faulty });
    const stands = await paymentsOf(tx, reading.rows);
    let applied = 0;
    for (const { paymentId, effect, reason } of judged) {
      const payment = stands.get(paymentId ?? '');
      const each = held.get(payment?.settlementId ?? '');
      if (!payment || !each || !isChange(effect)) continue;
      const done = await applyOne(tx, actor, { payment, held: each, effect, reason });
      if (!done.ok) return done;
      applied++;
    }
    await tx
      .update(outcomeImports)
      .set({ appliedBy: actor.id, appliedAt: await databaseNow(tx) })
      .where(eq(outcomeImports.id, reading.id));
    return ok({ applied });
  });
}

async function paymentsOf(tx: Queryable, rows: readonly OutcomeRow[]) {
  const ids = rows.flatMap(({ paymentId }) => paymentId ?? []);
  if (ids.length === 0) return new Map<string, StandingPayment>();
  const found = await tx
    .select({ payment: payments, signedAt: paymentBatches.signedAt, returnsUntil: settlements.returnsUntil })
    .from(payments)
    .innerJoin(paymentBatches, eq(paymentBatches.id, payments.batchId))
    .innerJoin(settlements, eq(settlements.id, payments.settlementId))
    .where(inArray(payments.id, ids));
  return new Map<string, StandingPayment>(
    found.map(({ payment, signedAt, returnsUntil }) => [
      payment.id,
      { ...payment, end: payment.outcome, signed: signedAt !== null, returnsUntil },
    ]),
  );
}

/** Holds the settlements of the payments that are named, by id. */
async function holdNamed(
  tx: Queryable,
  rows: readonly OutcomeRow[],
): Promise<ReadonlyMap<string, SettlementCase>> {
  const named = [...(await paymentsOf(tx, rows)).values()].map(({ settlementId }) => settlementId);
  const held = await holdSettlements(tx, named);
  return new Map(held.map((each) => [each.settlement.id, each]));
}

interface One {
  payment: Payment;
  held: SettlementCase;
  effect: Change;
  reason: string | null;
}

async function applyOne(tx: Queryable, actor: User, one: One): Promise<Outcome<null>> {
  const { payment, held, effect, reason } = one;
  const { settlement, now } = held;
  const paymentId = payment.id;
  const end = (outcome: 'paid' | 'refused' | 'returned') =>
    tx.update(payments).set({ outcome, reason, outcomeAt: now }).where(eq(payments.id, paymentId));
  switch (effect) {
    case 'pay': {
      await end('paid');
      await moveByProgramme(tx, one, 'settlement');
      const returnsUntil = after(now, settlement.terms.returnsFor);
      return recordSettlementEvent(
        tx,
        settlement,
        actor,
        { kind: 'paid', paymentId, returnsUntil: returnsUntil.toISOString() },
        { paidAt: now, returnsUntil },
      );
    }
    case 'refuse':
      await end('refused');
      return recordSettlementEvent(tx, settlement, actor, { kind: 'refused', paymentId });
    case 'return':
      await end('returned');
      await moveByProgramme(tx, one, 'payment-return');
      return recordSettlementEvent(
        tx,
        settlement,
        actor,
        { kind: 'returned', paymentId },
        { paidAt: null, returnsUntil: null },
      );
  }
}

/** Moves the money of a payment, for each programme its own part: the lines say where it was spent. */
async function moveByProgramme(
  tx: Queryable,
  { payment, held }: One,
  kind: 'settlement' | 'payment-return',
): Promise<void> {
  const { id, merchantId } = held.settlement;
  const parts = await tx
    .select({ programmeId: settlementLines.programmeId, cents: sum(settlementLines.amountCents) })
    .from(settlementLines)
    .where(eq(settlementLines.settlementId, id))
    .groupBy(settlementLines.programmeId)
    .orderBy(settlementLines.programmeId);
  for (const { programmeId, cents } of parts) {
    const [from, to] = kind === 'settlement' ? [merchantId, programmeId] : [programmeId, merchantId];
    const businessKey = `${kind}:${payment.id}:${programmeId}`;
    await move(tx, { kind, from, to, amountCents: Number(cents), businessKey });
  }
}
