import type { Queryable } from '../../db/client';
import { settlementSums } from '../../db/queries/settlement-sums';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { checksOf } from '../../domain/settlement/checks';
import { reasonOf } from '../reason';
import { transact, type Outcome } from '../transaction';
import { holdFor, recordSettlementEvent } from './case';

/** The longest reason the office writes to a merchant. */
/**
 * The office finds a note right: it may be paid. Done again it changes nothing.
 *
 * Refusals: `not-found`; `note-fails-checks` (the account, or a sum, is not right); `act-not-allowed`.
 */
export async function verifyNote(
  db: Queryable,
  actor: Actor,
  input: { settlementId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'settlement.review', input.settlementId);
    if (!held.ok) return held;
    const { settlement, merchant, user } = held.value;
    if (settlement.status === 'verificata') return ok(null);
    const checks = checksOf({
      ...(await settlementSums(tx, settlement)),
      iban: merchant.iban,
      totalCents: settlement.totalCents ?? 0,
    });
    if (Object.values(checks).includes(false)) return refused({ code: 'note-fails-checks' });
    return recordSettlementEvent(tx, settlement, actor, { kind: 'verified' }, { verifiedBy: user.id });
  });
}

/**
 * The office sends a note back to the merchant with what is to be put right; the days to pay stand still until it is
 * presented again. Done again it changes nothing.
 *
 * Refusals: `not-found`; `invalid` (no reason); `act-not-allowed` (in a batch, or paid).
 */
export async function sendNoteBack(
  db: Queryable,
  actor: Actor,
  input: { settlementId: string; reason: string },
): Promise<Outcome<null>> {
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'settlement.review', input.settlementId);
    if (!held.ok) return held;
    const { settlement } = held.value;
    if (settlement.status === 'da correggere') return ok(null);
    return recordSettlementEvent(
      tx,
      settlement,
      actor,
      { kind: 'sent-back' },
      { sentBackReason: reason.value, payBy: null, verifiedBy: null },
    );
  });
}
