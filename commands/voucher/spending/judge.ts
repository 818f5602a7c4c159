import { v7 as newId } from 'uuid';
import { mayHappen } from '../../../domain/application/acts';
import type { Cents } from '../../../domain/money';
import { invalid, type Refusal } from '../../../domain/refusal';
import { refused, type Result } from '../../../domain/result';
import { isOpenHold } from '../../../domain/voucher/holds';
import { spend } from '../../../domain/voucher/status';
import type { WrongCodes } from '../../limits/wrong-codes';
import type { SpendCall } from './call';
import type { OpenedHold, Purse, Purses } from './purse';
import type { Standing } from './standing';

/** A spend that is to be written. */
export interface Spend {
  call: SpendCall;
  redemptionId: string;
  purse: Purse;
  hold: OpenedHold | null;
  amountCents: Cents;
  /** What the voucher holds after it. */
  balanceCents: Cents;
  exhausted: boolean;
  shopId: string;
  merchantAccountId: string;
}

/** All that a group is judged by. */
export interface Facts {
  purses: Purses;
  wrongCodes: WrongCodes;
  /** For each call, why too much was asked of its voucher lately, or null. */
  attempts: readonly (Refusal | null)[];
}

/**
 * Judges a call by the law and by what the calls before it in the group have left: a spend is taken from its purse at once,
 * and a code that opens nothing counts against the next call of the same till.
 */
export function judge(
  call: SpendCall,
  standing: Standing,
  tooMany: Refusal | null,
  { purses, wrongCodes }: Omit<Facts, 'attempts'>,
): Result<Spend, Refusal> {
  const { target, caller } = call;
  if ('holdId' in target) {
    const hold = purses.holds.get(target.holdId);
    const purse = hold && purses.byId.get(hold.voucherId);
    if (!purse || hold.merchantId !== caller.merchantId) return refused({ code: 'not-found' });
    if (!standing.takesVouchers) return refused({ code: 'merchant-suspended' });
    if (!isOpenHold(hold, purses.now)) return refused({ code: 'hold-ended' });
    const amountCents = call.amountCents ?? hold.amountCents;
    if (amountCents > hold.amountCents) return refused(invalid('amountCents', 'money'));
    return take({ call, standing, purse, hold, amountCents, now: purses.now });
  }
  if (!standing.takesVouchers) return refused({ code: 'merchant-suspended' });
  const guessing = wrongCodes.refusalOf(caller);
  if (guessing) return refused(guessing);
  const purse = purses.byCode.get(target.code);
  if (!purse) {
    wrongCodes.add(caller);
    return refused({ code: purses.retired.has(target.code) ? 'voucher-replaced' : 'voucher-not-found' });
  }
  if (tooMany) return refused(tooMany);
  return take({ call, standing, purse, hold: null, amountCents: call.amountCents ?? 0, now: purses.now });
}

interface Taking extends Pick<Spend, 'call' | 'purse' | 'hold' | 'amountCents'> {
  standing: Standing;
  now: Date;
}

function take({ call, standing, purse, hold, amountCents, now }: Taking): Result<Spend, Refusal> {
  // What was set aside for this very spend does not stand in its way.
  const heldCents = purse.heldCents - (hold?.amountCents ?? 0);
  const left = spend({ ...purse, heldCents }, amountCents, now);
  if (!left.ok) return left;
  const shopId = hold?.shopId ?? standing.shopId;
  if (shopId === null) return refused({ code: 'forbidden' });
  const { balanceCents, exhausted } = left.value;
  if (exhausted && !mayHappen(purse.application, 'voucher-exhausted')) {
    return refused({ code: 'act-not-allowed' });
  }
  Object.assign(purse, { balanceCents, heldCents, ...(exhausted && { status: 'esaurito' }) });
  if (hold) hold.endedAs = 'confirmed';
  return {
    ok: true,
    value: {
      ...{ call, redemptionId: newId(), purse, hold, amountCents, balanceCents, exhausted, shopId },
      merchantAccountId: standing.accountId,
    },
  };
}
