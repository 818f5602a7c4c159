import { abroad, type ProvinceCode } from './provinces';

/** The lowest and the highest code that Poste Italiane uses (Roma and Messina); Vatican City is 00120, San Marino 4789x. */
const range = { from: '00010', to: '98168' } as const;

/** What may stand before the digits on letters from other countries. */
const country = /^(?:I|IT|ITA|V|SCV|SM|RSM)\s*-?\s*(?=\d)/i;

/** What is wrong with a code: its shape, or a number that no place has. */
export type PostalCodeFault = 'postal-code' | 'postal-code-range';

/**
 * Reads a CAP: five digits in the range in use, also as `I-09032`. Other countries have codes of their own, some with
 * letters, which are kept as typed.
 *
 * @param province where the address is; null while it cannot be read
 */
export function readPostalCode(
  typed: string,
  province: ProvinceCode | null,
): { value: string } | { code: PostalCodeFault } {
  if (province === abroad) {
    return /^[\p{L}\d][\p{L}\d -]{1,9}$/u.test(typed)
      ? { value: typed.toUpperCase() }
      : { code: 'postal-code' };
  }
  const digits = typed.replace(country, '').replaceAll(/\s/g, '');
  if (!/^[0-9]{5}$/.test(digits)) return { code: 'postal-code' };
  return digits < range.from || digits > range.to ? { code: 'postal-code-range' } : { value: digits };
}
