import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { noSuchCode } from '../../db/queries/till';
import { redemptions, vouchers } from '../../db/schema/ledger';
import { merchants } from '../../db/schema/merchants';
import { after } from '../../domain/calendar';
import type { Cents } from '../../domain/money';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { normaliseCode } from '../../domain/code';
import { spend } from '../../domain/voucher/status';
import { recordEvent } from '../application/case';
import { once } from '../idempotency';
import { move } from '../ledger';
import type { Outcome } from '../transaction';
import { holdVoucher } from './hold';
import { shopOf } from './shop-of';

export interface RedemptionRequest {
  code: string;
  amountCents: Cents;
  receiptNumber?: string | undefined;
  /** The shop where a person of a merchant with several stands; a till and a cashier have their own. */
  shopId?: string | undefined;
}

/** No till receipt is larger: €100,000. */
const largestSpend: Cents = 10_000_000;

/**
 * Records a spend at a till: part of the voucher's balance, or all of it, passes to the merchant. The same key gives
 * the same answer again, so that a till may repeat a call whose answer was lost.
 *
 * Refusals: `forbidden`, `merchant-suspended`, `voucher-not-found`, `voucher-replaced`, `voucher-expired`,
 * `voucher-blocked`, `voucher-revoked`, `insufficient-balance` with what is left, `invalid`, `idempotency-key-reused`.
 */
export async function redeemVoucher(
  db: Queryable,
  actor: Actor,
  key: string,
  input: RedemptionRequest,
): Promise<Outcome<{ redemptionId: string; balanceCents: Cents }>> {
  if (actor.kind === 'system' || actor.merchantId === null || !may(actor, 'voucher.redeem', false)) {
    return refused({ code: 'forbidden' });
  }
  const { merchantId } = actor;
  const { amountCents } = input;
  if (!Number.isSafeInteger(amountCents) || amountCents <= 0 || amountCents > largestSpend) {
    return refused(invalid('amountCents', 'money'));
  }
  const request = { act: 'redeem', ...input, code: normaliseCode(input.code) };
  return once(db, actor.id, { key, request }, async (tx) => {
    if (!(await isActive(tx, merchantId))) return refused({ code: 'merchant-suspended' });
    const held = await holdVoucher(tx, { code: request.code });
    if (!held) return refused(await noSuchCode(tx, request.code));
    const { voucher, application, rules, now } = held;
    const left = spend(voucher, amountCents, now);
    if (!left.ok) return left;

    const shopId = await shopOf(tx, actor, merchantId, input.shopId);
    if (shopId === null) return refused({ code: 'forbidden' });
    const redemptionId = newId();
    await tx.insert(redemptions).values({
      id: redemptionId,
      voucherId: voucher.id,
      merchantId,
      shopId,
      actorKind: actor.kind,
      actorId: actor.id,
      amountCents,
      receiptNumber: input.receiptNumber ?? null,
      // The very moment the void window is counted from, here and in the workflow.
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

async function isActive(tx: Queryable, merchantId: string): Promise<boolean> {
  const [merchant] = await tx
    .select({ status: merchants.status })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
  return merchant?.status === 'attivo';
}
