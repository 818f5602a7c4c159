/** Length of an IBAN in each country of the SEPA area (EPC409-09; ISO 13616 register). */
const lengths: Readonly<Record<string, number>> = {
  ...{ AD: 24, AL: 28, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24 },
  ...{ FI: 18, FR: 27, GB: 22, GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20 },
  ...{ LU: 20, LV: 21, MC: 27, MD: 24, ME: 22, MK: 19, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24 },
  ...{ RS: 22, SE: 24, SI: 19, SK: 24, SM: 27, VA: 22 },
};

/** An IBAN as typed or pasted: blanks, dashes and lower case are accepted. */
export const normaliseIban = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase();

/** What is wrong with an IBAN: its country, its length, or its check digits. */
export type IbanFault = 'iban-country' | 'iban-length' | 'iban-check';

/**
 * What is wrong with an IBAN, or null (ISO 13616: the two check digits make the whole, with the first four characters
 * moved to the end and letters written as 10 to 35, one more than a multiple of 97).
 *
 * @param iban as `normaliseIban` writes it
 */
export function ibanFault(iban: string): IbanFault | null {
  const length = lengths[iban.slice(0, 2)];
  if (length === undefined) return 'iban-country';
  if (iban.length !== length || !/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return 'iban-length';
  const digits = [...iban.slice(4), ...iban.slice(0, 4)]
    .map((letter) => Number.parseInt(letter, 36))
    .join('');
  return BigInt(digits) % 97n === 1n ? null : 'iban-check';
}

/** An IBAN in groups of four, as people read it. */
export const formatIban = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** An IBAN as far as it may be shown to tell two apart: its country and its last four characters. */
export const maskedIban = (iban: string): string => `${iban.slice(0, 2)}… ${iban.slice(-4)}`;
