import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { voucherHolds } from '../../db/schema/ledger';
import { after } from '../../domain/calendar';
import { normaliseCode } from '../../domain/code';
import type { Cents } from '../../domain/money';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { keyOf, type Actor } from '../../domain/roles';
import { holdTerm } from '../../domain/voucher/holds';
import { isReceiptAmount } from '../../domain/voucher/receipt';
import { spend } from '../../domain/voucher/status';
import { once } from '../idempotency';
import type { Outcome } from '../transaction';
import { countAttempts } from '../limits/attempts';
import { withinWrongCodes, type Caller } from '../limits/wrong-codes';
import { merchantIsActive } from './active-merchant';
import { noSuchCode } from './check';
import { holdVoucher } from './hold';
import { shopOf } from './shop-of';

export interface PlacedHold {
  holdId: string;
  /** ISO 8601, in UTC: the answer is kept as text and given again as it was. */
  expiresAt: string;
  /** What the voucher holds; nothing has moved. */
  balanceCents: Cents;
  /** What other tills may still take of it. */
  availableCents: Cents;
}

/**
 * Sets an amount of a voucher aside for a till for five minutes, so that no other till can take it while the receipt is
 * being made out. Nothing moves; a hold that is neither confirmed nor released frees itself when its minutes are over.
 * The same key gives the same hold again.
 *
 * Refusals: those of `redeemVoucher`.
 */
export async function placeHold(
  db: Queryable,
  actor: Actor,
  key: string,
  input: { code: string; amountCents: Cents; shopId?: string | undefined },
): Promise<Outcome<PlacedHold>> {
  if (actor.kind === 'system' || actor.merchantId === null || !may(actor, 'voucher.redeem', false)) {
    return refused({ code: 'forbidden' });
  }
  const caller = { ...actor, merchantId: actor.merchantId };
  const { amountCents } = input;
  if (!isReceiptAmount(amountCents)) return refused(invalid('amountCents', 'money'));
  const request = { act: 'hold', ...input, code: normaliseCode(input.code) };
  return withinWrongCodes(db, caller, async () => {
    const [tooMany] = await countAttempts(db, [request.code]);
    if (tooMany) return refused(tooMany);
    return once(db, actor.id, { key, request }, (tx) => place(tx, caller, request));
  });
}

async function place(
  tx: Queryable,
  caller: Caller,
  { code, amountCents, shopId: chosen }: { code: string; amountCents: Cents; shopId?: string | undefined },
): Promise<Outcome<PlacedHold>> {
  const { merchantId } = caller;
  if (!(await merchantIsActive(tx, merchantId))) return refused({ code: 'merchant-suspended' });
  const held = await holdVoucher(tx, { code });
  if (!held) return refused(await noSuchCode(tx, code));
  const { voucher, now } = held;
  const left = spend(voucher, amountCents, now);
  if (!left.ok) return left;
  const shopId = await shopOf(tx, caller, merchantId, chosen);
  if (shopId === null) return refused({ code: 'forbidden' });

  const holdId = newId();
  const expiresAt = after(now, holdTerm);
  await tx.insert(voucherHolds).values({
    id: holdId,
    voucherId: voucher.id,
    merchantId,
    shopId,
    actorKind: caller.kind,
    actorId: caller.id,
    tillKeyId: keyOf(caller),
    amountCents,
    at: now,
    expiresAt,
  });
  const { balanceCents, heldCents } = voucher;
  const availableCents = balanceCents - heldCents - amountCents;
  return ok({ holdId, expiresAt: expiresAt.toISOString(), balanceCents, availableCents });
}
