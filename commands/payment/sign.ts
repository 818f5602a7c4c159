import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { paymentBatches, payments } from '../../db/schema/settlements';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { executionDay } from '../../domain/settlement/terms';
import type { Treasury } from '../../domain/settlement/treasury';
import { holdSettlements, recordSettlementEvent } from '../settlement/case';
import { transact, type Outcome } from '../transaction';
import { holdPaymentBatch } from './authorise';

/**
 * A second person signs a batch: its file may go to the bank. Signing again changes nothing.
 *
 * Refusals: `not-found`; `own-batch` (who prepared it); `act-not-allowed` (given up).
 *
 * @param input.treasury the account the Ente pays from, kept with the batch
 */
export async function signPayments(
  db: Queryable,
  actor: Actor,
  input: { batchId: string; treasury: Treasury },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdPaymentBatch(tx, actor, 'settlement.pay', input.batchId);
    if (!held.ok) return held;
    const { batch, user } = held.value;
    if (batch.signedAt !== null) return ok(null);
    if (batch.cancelledAt !== null) return refused({ code: 'act-not-allowed' });
    if (batch.preparedBy === user.id) return refused({ code: 'own-batch' });
    const signedAt = await databaseNow(tx);
    await tx
      .update(paymentBatches)
      .set({ treasury: input.treasury, executeOn: executionDay(signedAt), signedBy: user.id, signedAt })
      .where(eq(paymentBatches.id, batch.id));
    return ok(null);
  });
}

/**
 * Gives a batch up before it is signed: its notes are verified again, and may go into another one. Done again it changes
 * nothing. Refusals: `not-found`; `act-not-allowed` (signed).
 */
export async function giveUpPayments(
  db: Queryable,
  actor: Actor,
  input: { batchId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdPaymentBatch(tx, actor, 'settlement.review', input.batchId);
    if (!held.ok) return held;
    const { batch, user } = held.value;
    if (batch.cancelledAt !== null) return ok(null);
    if (batch.signedAt !== null) return refused({ code: 'act-not-allowed' });
    const now = await databaseNow(tx);
    await tx
      .update(paymentBatches)
      .set({ cancelledBy: user.id, cancelledAt: now })
      .where(eq(paymentBatches.id, batch.id));
    const mine = and(eq(payments.batchId, batch.id), isNull(payments.outcome));
    const under = await tx.select().from(payments).where(mine).orderBy(asc(payments.id));
    await tx.update(payments).set({ outcome: 'cancelled', outcomeAt: now }).where(mine);
    const paymentOf = new Map(under.map(({ id, settlementId }) => [settlementId, id]));
    for (const { settlement } of await holdSettlements(tx, [...paymentOf.keys()])) {
      const paymentId = paymentOf.get(settlement.id) ?? '';
      const recorded = await recordSettlementEvent(tx, settlement, actor, { kind: 'unbatched', paymentId });
      if (!recorded.ok) return recorded;
    }
    return ok(null);
  });
}
