import { randomUUID } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, refusalSentence, textOf } from '@/app/_server/form-action';
import type { Recorded, TillState } from '@/app/_till/state';
import { emptyFormState, typedValues, type FormState } from '@/app/_ui/form-state';
import { redeemVoucher } from '@/commands/voucher/redeem';
import { checkVoucher, type VoucherCheck } from '@/commands/voucher/check';
import { codeFault, normaliseCode, voucherCodeLength } from '@/domain/code';
import { formatEuro, parseEuro } from '@/domain/money';
import { invalid, type FieldFault, type Refusal } from '@/domain/refusal';
import { refused } from '@/domain/result';
import type { Actor } from '@/domain/roles';
import { longestReceiptNumber } from '@/domain/voucher/receipt';

/**
 * Puts the voucher on the counter as it is now, with a key for one spend; or says why it must not be taken. Where nothing was
 * learnt of a voucher, the code stays in its field: it is read again, or tried again later.
 */
export async function counter(actor: Actor, data: FormData, form: FormState): Promise<TillState> {
  const code = normaliseCode(textOf(data, 'code'));
  const fault = faultOf(code);
  const outcome = fault ? refused(fault) : await checkVoucher(database(), actor, code);
  if (outcome.ok) {
    const { holder, expiresAt } = outcome.value;
    const sentence = await whyNot(outcome.value);
    if (sentence !== null) return { step: 'refused', sentence, holder, form: emptyFormState };
    const voucher = { holder, ...moneyOf(outcome.value), expiresAt: expiresAt.toISOString() };
    return { step: 'amount', code, voucher, key: randomUUID(), form };
  }
  if (['invalid', 'voucher-not-found', 'too-many-requests'].includes(outcome.error.code)) {
    const { errors, values } = await formAction(data, {}, () => Promise.resolve(outcome));
    return { step: 'code', form: { values, errors: errors.map((error) => ({ ...error, field: 'code' })) } };
  }
  return {
    step: 'refused',
    sentence: await refusalSentence(outcome.error),
    holder: null,
    form: emptyFormState,
  };
}

/** What no code can look like is said at once, and counts as no attempt. */
function faultOf(code: string): Refusal | null {
  if (code === '') return invalid('code', 'required');
  switch (codeFault(code)) {
    case 'letters':
      return invalid('code', 'voucher-code-letters');
    case 'length':
      return invalid('code', 'voucher-code-length', { count: code.length, length: voucherCodeLength });
    case null:
      return null;
  }
}

const moneyOf = ({ availableCents, heldCents }: VoucherCheck) => ({ availableCents, heldCents });

/** Why nothing can be spent with a voucher at all, in words, or null. */
async function whyNot(check: VoucherCheck): Promise<string | null> {
  if (check.refusal) return refusalSentence(check.refusal);
  if (moneyOf(check).availableCents > 0) return null;
  const t = await getTranslations('till');
  return check.balanceCents === 0 ? t('exhausted') : t('setAside');
}

/** "Tutto il saldo": writes what can be spent in the field, for the merchant to record or not. */
export async function wholeBalance(actor: Actor, data: FormData): Promise<TillState> {
  const state = await counter(actor, data, emptyFormState);
  if (state.step !== 'amount') return state;
  const values = { ...typedValues(data), amountCents: formatEuro(state.voucher.availableCents) };
  return { ...state, form: { values, errors: [] } };
}

/** "Registra": the spend, or back to the counter with all that was typed. The same key gives the same answer again. */
export async function recordSpend(actor: Actor, data: FormData): Promise<Recorded> {
  const amountCents = parseEuro(textOf(data, 'amountCents'));
  const receiptNumber = textOf(data, 'receiptNumber').trim();
  const faults: FieldFault[] = [];
  if (textOf(data, 'compared') === '') faults.push({ field: 'compared', code: 'compare-document' });
  if (!amountCents) faults.push({ field: 'amountCents', code: 'money' });
  if (receiptNumber.length > longestReceiptNumber) faults.push({ field: 'receiptNumber', code: 'too-long' });
  const recorded: { redemptionId?: string } = {};
  let tooMuch = false;
  const form = await formAction(data, {}, async () => {
    if (!amountCents || faults.length > 0) return refused({ code: 'invalid', faults });
    const spent = await redeemVoucher(database(), actor, spendKey(data), {
      code: textOf(data, 'code'),
      amountCents,
      receiptNumber: receiptNumber || undefined,
      shopId: validate(textOf(data, 'shopId')) ? textOf(data, 'shopId') : undefined,
    });
    if (spent.ok) recorded.redemptionId = spent.value.redemptionId;
    else tooMuch = spent.error.code === 'insufficient-balance';
    return spent;
  });
  const { redemptionId } = recorded;
  if (redemptionId !== undefined) return { redemptionId };
  // Who asked for more than is left corrects the amount: the sentence stands at its field too.
  const errors = tooMuch ? form.errors.map((error) => ({ ...error, field: 'amountCents' })) : form.errors;
  return { state: await counter(actor, data, { ...form, errors }) };
}

/** The key of the step that was shown. A form without one was not drawn by us: it gets one of its own. */
const spendKey = (data: FormData): string => textOf(data, 'key').slice(0, 200) || randomUUID();
