'use server';

import { randomUUID } from 'node:crypto';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { formAction, refusalSentence, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import { emptyTill, type TillState } from '@/app/_till/state';
import { emptyFormState, typedValues, type FormState } from '@/app/_ui/form-state';
import { redeemVoucher } from '@/commands/voucher/redeem';
import { checkVoucher, type VoucherCheck } from '@/commands/voucher/check';
import { normaliseCode } from '@/domain/code';
import { formatEuro, parseEuro } from '@/domain/money';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';
import { merchantRoles, type Actor } from '@/domain/roles';

/** What the till's form does, by the button that was pressed. Enter in a field presses the first. */
export async function till(_: TillState, data: FormData): Promise<TillState> {
  const actor = actorOf(await requireUser('/esercente', ...merchantRoles));
  switch (textOf(data, 'act')) {
    case 'restart':
      return emptyTill;
    case 'all':
      return wholeBalance(actor, data);
    case 'record':
      return record(actor, data);
    default:
      return counter(actor, data, emptyFormState);
  }
}

/** Puts the voucher on the counter as it is now, with a key for one spend; or says why it must not be taken. */
async function counter(actor: Actor, data: FormData, form: FormState): Promise<TillState> {
  const code = normaliseCode(textOf(data, 'code'));
  const outcome =
    code === '' ? refused(invalid('code', 'required')) : await checkVoucher(database(), actor, code);
  if (outcome.ok) {
    const { holder, balanceCents, expiresAt } = outcome.value;
    const sentence = await whyNot(outcome.value);
    if (sentence !== null) return { step: 'refused', sentence, holder, form: emptyFormState };
    const voucher = { holder, balanceCents, expiresAt: expiresAt.toISOString() };
    return { step: 'amount', code, voucher, key: randomUUID(), form };
  }
  if (outcome.error.code === 'invalid' || outcome.error.code === 'voucher-not-found') {
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

/** Why nothing can be spent with a voucher at all, in words, or null. */
async function whyNot({ refusal, balanceCents }: VoucherCheck): Promise<string | null> {
  if (refusal) return refusalSentence(refusal);
  return balanceCents === 0 ? (await getTranslations('till'))('exhausted') : null;
}

/** "Tutto il saldo": writes the balance in the field, for the merchant to record or not. */
async function wholeBalance(actor: Actor, data: FormData): Promise<TillState> {
  const state = await counter(actor, data, emptyFormState);
  if (state.step !== 'amount') return state;
  const values = { ...typedValues(data), amountCents: formatEuro(state.voucher.balanceCents) };
  return { ...state, form: { values, errors: [] } };
}

/** "Registra": on to the result's page, or back to the counter with all that was typed. */
async function record(actor: Actor, data: FormData): Promise<TillState> {
  const amountCents = parseEuro(textOf(data, 'amountCents'));
  const form = await formAction(data, {}, async () => {
    if (!amountCents) return refused(invalid('amountCents', 'money'));
    const spent = await redeemVoucher(database(), actor, spendKey(data), {
      code: textOf(data, 'code'),
      amountCents,
      receiptNumber: textOf(data, 'receiptNumber').trim().slice(0, 60) || undefined,
    });
    if (spent.ok) redirect(`/esercente/esito/${spent.value.redemptionId}`);
    return spent;
  });
  return counter(actor, data, form);
}

/** The key of the step that was shown. A form without one was not drawn by us: it gets one of its own. */
const spendKey = (data: FormData): string => textOf(data, 'key').slice(0, 200) || randomUUID();
