import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { payments } from '../../db/schema/settlements';
import { ibanFault } from '../../domain/iban';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { needsOtherAccount } from '../../domain/settlement/outcomes';
import { transact, type Outcome } from '../transaction';
import { holdSettlement, isOwn, recordSettlementEvent } from './case';
import { payClock } from './present';

/**
 * A payment the bank refused may be tried again: by the merchant, or by the office. Where the bank found fault with the
 * account, another one must stand in the merchant's data first. The note joins the next batch, and the days to pay
 * begin again. Done again it changes nothing.
 *
 * Refusals: `not-found`; `invalid` (`iban`: none, not a right one, or the one that was refused); `act-not-allowed`.
 */
export async function retryPayment(
  db: Queryable,
  actor: Actor,
  input: { settlementId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdSettlement(tx, input.settlementId);
    if (!held) return refused({ code: 'not-found' });
    const { settlement, merchant, now } = held;
    if (!may(actor, 'settlement.retry', isOwn(actor, settlement))) return refused({ code: 'not-found' });
    if (settlement.status === 'verificata') return ok(null);
    if (merchant.iban === null || ibanFault(merchant.iban) !== null) {
      return refused(invalid('iban', 'iban-missing'));
    }
    const [last] = await tx
      .select({ iban: payments.iban, reason: payments.reason })
      .from(payments)
      .where(eq(payments.settlementId, settlement.id))
      .orderBy(desc(payments.outcomeAt))
      .limit(1);
    if (last && needsOtherAccount(last.reason) && last.iban === merchant.iban) {
      return refused(invalid('iban', 'iban-refused'));
    }
    const clock = payClock(settlement.terms, now);
    return recordSettlementEvent(
      tx,
      settlement,
      actor,
      { kind: 'account-corrected', ...clock.instants },
      { payBy: clock.payBy },
    );
  });
}
