import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { redemptions, voucherHolds, vouchers } from '../../db/schema/ledger';
import { after } from '../../domain/calendar';
import type { Cents } from '../../domain/money';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { isOpenHold } from '../../domain/voucher/holds';
import { spend } from '../../domain/voucher/status';
import { recordEvent } from '../application/case';
import { once } from '../idempotency';
import { move } from '../ledger';
import type { Outcome } from '../transaction';
import { merchantIsActive } from './active-merchant';
import { ownHold } from './own-hold';

/**
 * Records the spend an amount was set aside for: all of it, or less; what is left of the hold is free again.
 *
 * @param input.amountCents what was spent, no more than what is held; without it, all of that
 *
 * Refusals: `not-found` (no such hold of this merchant), `hold-ended` (confirmed with another key, released or expired),
 * `invalid` (more than what is held), those of `redeemVoucher` about the voucher and the merchant,
 * `idempotency-key-reused`.
 */
export async function confirmHold(
  db: Queryable,
  actor: Actor,
  key: string,
  input: { holdId: string; amountCents?: Cents | undefined; receiptNumber?: string | undefined },
): Promise<Outcome<{ redemptionId: string; balanceCents: Cents }>> {
  if (actor.kind === 'system') return refused({ code: 'not-found' });
  return once(db, actor.id, { key, request: { act: 'confirm', ...input } }, async (tx) => {
    const own = await ownHold(tx, actor, input.holdId);
    if (!own) return refused({ code: 'not-found' });
    const { hold, voucher, application, rules, now } = own;
    const { merchantId, shopId } = hold;
    if (!(await merchantIsActive(tx, merchantId))) return refused({ code: 'merchant-suspended' });
    if (!isOpenHold(hold, now)) return refused({ code: 'hold-ended' });
    const amountCents = input.amountCents ?? hold.amountCents;
    if (!Number.isSafeInteger(amountCents) || amountCents <= 0 || amountCents > hold.amountCents) {
      return refused(invalid('amountCents', 'money'));
    }
    const left = spend({ ...voucher, heldCents: voucher.heldCents - hold.amountCents }, amountCents, now);
    if (!left.ok) return left;

    const redemptionId = newId();
    await tx
      .update(voucherHolds)
      .set({ endedAs: 'confirmed', endedAt: now })
      .where(eq(voucherHolds.id, hold.id));
    await tx.insert(redemptions).values({
      id: redemptionId,
      voucherId: voucher.id,
      merchantId,
      shopId,
      holdId: hold.id,
      actorKind: actor.kind,
      actorId: actor.id,
      amountCents,
      receiptNumber: input.receiptNumber ?? null,
      at: now,
    });
    if (left.value.exhausted) {
      const closesAt = after(now, rules.terms.voidWindow).toISOString();
      await tx.update(vouchers).set({ status: 'esaurito' }).where(eq(vouchers.id, voucher.id));
      const recorded = await recordEvent(tx, application, actor, { kind: 'voucher-exhausted', closesAt });
      if (!recorded.ok) return recorded;
    }
    await move(tx, {
      kind: 'redemption',
      from: application.id,
      to: merchantId,
      amountCents,
      businessKey: `redemption:${redemptionId}`,
    });
    return ok({ redemptionId, balanceCents: left.value.balanceCents });
  });
}
