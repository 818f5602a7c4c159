import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { accounts } from '../../db/schema/ledger';
import type { Cents } from '../../domain/money';
import { ok, refused } from '../../domain/result';
import { accountOf, move } from '../ledger';
import type { Outcome } from '../transaction';

/**
 * Moves what a version allots more, or less, than the one before. Last in the transaction: the fund is everybody's.
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
  }
  if (after < before) {
    const availableCents = await heldByFund(tx, programmeId);
    if (availableCents < before - after) {
      return refused({ code: 'allocation-committed', availableCents, leastCents: before - availableCents });
    }
    const businessKey = `reduction:${programmeId}:${version}`;
    await move(tx, { kind: 'reduction', ...ends, amountCents: before - after, businessKey });
  }
  return ok(null);
}

/** What the fund holds, kept until the transaction ends. */
async function heldByFund(tx: Queryable, programmeId: string): Promise<Cents> {
  const fundId = await accountOf(tx, 'fund', programmeId);
  const [fund] = await tx
    .select({ balanceCents: accounts.balanceCents })
    .from(accounts)
    .where(eq(accounts.id, fundId))
    .for('update');
  return fund?.balanceCents ?? 0;
}
