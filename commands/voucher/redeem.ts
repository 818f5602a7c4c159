import { createHash } from 'node:crypto';
import type { Queryable } from '../../db/client';
import { normaliseCode } from '../../domain/code';
import type { Cents } from '../../domain/money';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { isReceiptAmount } from '../../domain/voucher/receipt';
import type { Outcome } from '../transaction';
import type { Spent } from './spending/call';
import { spendOnce } from './spending/group';

export interface RedemptionRequest {
  code: string;
  amountCents: Cents;
  receiptNumber?: string | undefined;
  /** The shop where a person of a merchant with several stands; a till and a cashier have their own. */
  shopId?: string | undefined;
}

/**
 * Records a spend at a till: part of the voucher's balance, or all of it, passes to the merchant. The same key gives
 * the same answer again, so that a till may repeat a call whose answer was lost. Spends that arrive together are
 * committed together.
 *
 * Refusals: `forbidden`, `merchant-suspended`, `voucher-not-found`, `voucher-replaced`, `voucher-expired`,
 * `voucher-blocked`, `voucher-revoked`, `insufficient-balance` with what is left, `invalid`, `idempotency-key-reused`,
 * `too-many-requests`, which is not kept: the same key may be used again.
 */
export async function redeemVoucher(
  db: Queryable,
  actor: Actor,
  key: string,
  input: RedemptionRequest,
): Promise<Outcome<Spent>> {
  if (actor.kind === 'system' || actor.merchantId === null || !may(actor, 'voucher.redeem', false)) {
    return refused({ code: 'forbidden' });
  }
  const { amountCents, receiptNumber, shopId } = input;
  if (!isReceiptAmount(amountCents)) return refused(invalid('amountCents', 'money'));
  const code = normaliseCode(input.code);
  return spendOnce(db, {
    caller: { ...actor, merchantId: actor.merchantId },
    key,
    requestSha256: sha256({ act: 'redeem', ...input, code }),
    target: { code },
    amountCents,
    receiptNumber: receiptNumber ?? null,
    shopId: shopId ?? null,
  });
}

/** Of a request as JSON, in hexadecimal. */
export const sha256 = (request: unknown): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex');
