import type { Queryable } from '../../db/client';
import type { Cents } from '../../domain/money';
import { ok, refused } from '../../domain/result';
import { move } from '../ledger';
import type { Outcome } from '../transaction';
import { holdFund } from './fund';
import { announceFunds } from './replenish';

/**
 * Moves what a version allots more, or less, than the one before. Last in the transaction: the fund is everybody's. Who
 * waits for money is served with what is added.
 *
 * Refusal: `allocation-committed`, where the fund no longer holds what would be taken from it.
 */
export async function allot(
  tx: Queryable,
  programmeId: string,
  version: number,
  { before, after }: { before: Cents; after: Cents },
): Promise<Outcome<null>> {
  const ends = { from: programmeId, to: programmeId };
  if (after > before) {
    const businessKey = `allocation:${programmeId}:${version}`;
    await move(tx, { kind: 'allocation', ...ends, amountCents: after - before, businessKey });
    await announceFunds(tx, programmeId);
  }
  if (after < before) {
    const { balanceCents: availableCents } = await holdFund(tx, programmeId);
    if (availableCents < before - after) {
      return refused({ code: 'allocation-committed', availableCents, leastCents: before - availableCents });
    }
    const businessKey = `reduction:${programmeId}:${version}`;
    await move(tx, { kind: 'reduction', ...ends, amountCents: before - after, businessKey });
  }
  return ok(null);
}
