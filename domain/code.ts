/** Letters and digits people do not confuse when they read a code out: no 0/O, no 1/I/L. */
export const codeLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Random bytes below this keep every letter equally likely; the others are thrown away. */
const fairBelow = 256 - (256 % codeLetters.length);

/**
 * Length of a voucher's code, as in the manual (§ 2.11, e.g. URUT4F6): 31^7, about 27 thousand million codes.
 */
export const voucherCodeLength = 7;

/** Length of the code of a request for help; not that of a voucher, so that the two are never taken for each other. */
export const ticketCodeLength = 8;

/**
 * A code from random bytes, or null when too few of them were fair: draw again. Pass at least twice as many bytes as
 * letters, from a cryptographic source.
 */
export function codeFromBytes(bytes: Uint8Array, length: number): string | null {
  const letters = [...bytes]
    .filter((byte) => byte < fairBelow)
    .slice(0, length)
    .map((byte) => codeLetters[byte % codeLetters.length]);
  return letters.length === length ? letters.join('') : null;
}

/** A code as typed or scanned: lower case, blanks and dashes are accepted. */
export const normaliseCode = (typed: string): string =>
  typed.replaceAll(/[\s\p{Cc}\p{Pd}]/gu, '').toUpperCase();

/**
 * Why a text cannot be the code of a voucher, before anybody looks for it: `letters` where it has a sign no code has,
 * `length` where it has too many or too few. A zero could have been any letter that looks round: nothing is guessed.
 *
 * @param code as `normaliseCode` leaves it
 */
export function codeFault(code: string): 'letters' | 'length' | null {
  if ([...code].some((letter) => !codeLetters.includes(letter))) return 'letters';
  return code.length === voucherCodeLength ? null : 'length';
}
