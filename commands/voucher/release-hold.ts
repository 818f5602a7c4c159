import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { voucherHolds } from '../../db/schema/ledger';
import type { Cents } from '../../domain/money';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { isOpenHold } from '../../domain/voucher/holds';
import { once } from '../idempotency';
import type { Outcome } from '../transaction';
import { ownHold } from './own-hold';

/**
 * Lets an amount go that was set aside. A hold that was released before, or whose minutes are over, holds nothing: to
 * release it changes nothing. A suspended merchant may still release.
 *
 * Refusals: `not-found` (no such hold of this merchant), `hold-ended` (it was confirmed: take the spend back instead),
 * `idempotency-key-reused`.
 */
export async function releaseHold(
  db: Queryable,
  actor: Actor,
  key: string,
  { holdId }: { holdId: string },
): Promise<Outcome<{ holdId: string; balanceCents: Cents; availableCents: Cents }>> {
  if (actor.kind === 'system') return refused({ code: 'not-found' });
  return once(db, actor.id, { key, request: { act: 'release', holdId } }, async (tx) => {
    const own = await ownHold(tx, actor, holdId);
    if (!own) return refused({ code: 'not-found' });
    const { hold, voucher, now } = own;
    if (hold.endedAs === 'confirmed') return refused({ code: 'hold-ended' });
    const freedCents = isOpenHold(hold, now) ? hold.amountCents : 0;
    if (hold.endedAs === null) {
      await tx
        .update(voucherHolds)
        .set({ endedAs: 'released', endedAt: now })
        .where(eq(voucherHolds.id, holdId));
    }
    const { balanceCents, heldCents } = voucher;
    return ok({ holdId, balanceCents, availableCents: balanceCents - heldCents + freedCents });
  });
}
