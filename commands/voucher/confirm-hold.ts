import type { Queryable } from '../../db/client';
import type { Cents } from '../../domain/money';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { isReceiptAmount } from '../../domain/voucher/receipt';
import type { Outcome } from '../transaction';
import { sha256 } from './redeem';
import type { Spent } from './spending/call';
import { spendOnce } from './spending/group';

/**
 * Records the spend an amount was set aside for: all of it, or less; what is left of the hold is free again. It is
 * committed together with the other spends of the moment.
 *
 * @param input.holdId a uuid
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
): Promise<Outcome<Spent>> {
  if (actor.kind === 'system' || actor.merchantId === null || !may(actor, 'hold.end', true)) {
    return refused({ code: 'not-found' });
  }
  const { holdId, amountCents, receiptNumber } = input;
  if (amountCents !== undefined && !isReceiptAmount(amountCents))
    return refused(invalid('amountCents', 'money'));
  return spendOnce(db, {
    caller: { ...actor, merchantId: actor.merchantId },
    key,
    requestSha256: sha256({ act: 'confirm', ...input }),
    target: { holdId },
    amountCents: amountCents ?? null,
    receiptNumber: receiptNumber ?? null,
    shopId: null,
  });
}
