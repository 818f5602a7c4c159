import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { settlements } from '../../db/schema/settlements';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { hasHappened, holdFor, recordSettlementEvent } from './case';

/**
 * The office ends a merchant's period now ("una tantum"): its statement is drawn at once of what can no longer be taken
 * back. Ending it again changes nothing.
 *
 * Refusals: `not-found` (also for who may not).
 */
export async function closePeriod(
  db: Queryable,
  actor: Actor,
  input: { settlementId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'settlement.review', input.settlementId);
    if (!held.ok) return held;
    const { settlement, now } = held.value;
    if (settlement.status !== 'aperta' || (await hasHappened(tx, settlement, 'period-closed')))
      return ok(null);
    // A period that has ended by itself stays as it was: only the waiting is cut short.
    const periodTo = now < settlement.periodTo ? now : settlement.periodTo;
    return recordSettlementEvent(
      tx,
      settlement,
      actor,
      { kind: 'period-closed', periodTo: periodTo.toISOString() },
      { periodTo, closedEarly: true },
    );
  });
}

/** The same for every merchant at once. Refusals: `not-found` (who may not). */
export async function closeAllPeriods(db: Queryable, actor: Actor): Promise<Outcome<{ closed: number }>> {
  if (!may(actor, 'settlement.review', false)) return refused({ code: 'not-found' });
  const open = await db
    .select({ id: settlements.id })
    .from(settlements)
    .where(eq(settlements.status, 'aperta'));
  for (const { id } of open) {
    const outcome = await closePeriod(db, actor, { settlementId: id });
    if (!outcome.ok) return outcome;
  }
  return ok({ closed: open.length });
}
