import { z } from 'zod';
import { largestReceipt, longestReceiptNumber } from '@/domain/voucher/receipt';

/** Pieces of which the calls' schemas are made. */

export const id = z.uuid();

/** Text that a database can hold: no NUL, no half of a surrogate pair. */
export const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\0\p{Cs}]*$/u);

export const moment = z.iso.datetime({ offset: true });

/** An amount that somebody pays: whole euro cents. */
export const paidCents = z.int().positive().max(largestReceipt);

/** An amount as it stands: whole euro cents, never below zero. */
export const heldCents = z.int().nonnegative();

export const receiptNumber = text(longestReceiptNumber).describe(
  'The number of the till receipt, for the merchant’s own books.',
);

export const idParams = z.object({ id });
