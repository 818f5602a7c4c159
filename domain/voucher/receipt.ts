import type { Cents } from '../money';

/** No till receipt is larger: €100,000. */
export const largestReceipt: Cents = 10_000_000;

/** Of the number of a till receipt, in characters. */
export const longestReceiptNumber = 50;

/** Whether an amount can be that of a receipt: whole cents, more than nothing, no more than any receipt. */
export const isReceiptAmount = (amountCents: Cents): boolean =>
  Number.isSafeInteger(amountCents) && amountCents > 0 && amountCents <= largestReceipt;
