import type { PaymentOutcome } from './outcomes';

/** Why a row of the bank's file cannot be applied. */
export const outcomeFaults = [
  'outcome-no-id',
  'outcome-unknown-id',
  'outcome-unknown-state',
  'outcome-not-signed',
  'outcome-contradiction',
  'outcome-never-paid',
  'outcome-too-late',
  'outcome-twice',
  'outcome-unreadable',
] as const;

export type OutcomeFault = (typeof outcomeFaults)[number];

/** A row of the bank's file as it was read: the payment it names and what the bank says of it. */
export interface OutcomeRow {
  /** Where it stands in the file: the line of a CSV, the place among the transactions of an XML. */
  line: number;
  /** The EndToEndId as it was written. */
  reference: string;
  /** The payment it names, where it is one of ours. */
  paymentId: string | null;
  outcome: PaymentOutcome | null;
  /** The bank's code, e.g. `AC04`. */
  reason: string | null;
  fault: OutcomeFault | null;
}

/** Whether what a row would do is that it cannot be done. */
export const isOutcomeFault = (effect: string): effect is OutcomeFault =>
  (outcomeFaults as readonly string[]).includes(effect);
