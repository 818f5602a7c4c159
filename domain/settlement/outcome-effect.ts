import type { OutcomeFault } from './outcome-row';
import type { PaymentEnd, PaymentOutcome } from './outcomes';

/** What the bank's word does to a payment: something, nothing (known already, or not final), or it cannot be. */
export type OutcomeEffect = 'pay' | 'refuse' | 'return' | 'nothing' | OutcomeFault;

const effects: Record<PaymentOutcome, (stands: Exclude<PaymentEnd, 'cancelled'> | null) => OutcomeEffect> = {
  running: () => 'nothing',
  paid: (stands) => (stands === null ? 'pay' : stands === 'refused' ? 'outcome-contradiction' : 'nothing'),
  refused: (stands) =>
    stands === null ? 'refuse' : stands === 'refused' ? 'nothing' : 'outcome-contradiction',
  returned: (stands) => {
    if (stands === null) return 'outcome-never-paid';
    if (stands === 'refused') return 'outcome-contradiction';
    return stands === 'paid' ? 'return' : 'nothing';
  },
};

/**
 * The effect of an outcome on a payment as it stands.
 *
 * @param payment.end how the payment stands for good, null while it is under way
 * @param payment.signed whether its batch was ever sent
 * @param payment.returnsUntil until when a transfer may come back
 */
export function effectOf(
  outcome: PaymentOutcome,
  payment: { end: PaymentEnd | null; signed: boolean; returnsUntil: Date | null },
  now: Date,
): OutcomeEffect {
  if (!payment.signed || payment.end === 'cancelled') return 'outcome-not-signed';
  const effect = effects[outcome](payment.end);
  const late = effect === 'return' && payment.returnsUntil !== null && now > payment.returnsUntil;
  return late ? 'outcome-too-late' : effect;
}
