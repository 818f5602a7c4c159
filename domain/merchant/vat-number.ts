import { checkDigit } from '../fiscal-code';

/** A VAT number (partita IVA) as typed or pasted: blanks, dots and the country in front are accepted. */
export const normaliseVatNumber = (typed: string): string =>
  typed
    .replaceAll(/[\s.-]/g, '')
    .toUpperCase()
    .replace(/^IT/, '');

/** What is wrong with a VAT number: it is not eleven digits, or the last does not belong to the others. */
export type VatNumberFault = 'vat-number-shape' | 'vat-number-check';

/**
 * What is wrong with an Italian VAT number, or null (DPR 633/1972 art. 35; the eleventh digit checks the first ten).
 *
 * @param vatNumber as `normaliseVatNumber` writes it
 */
export function vatNumberFault(vatNumber: string): VatNumberFault | null {
  if (!/^\d{11}$/.test(vatNumber) || /^0+$/.test(vatNumber)) return 'vat-number-shape';
  return checkDigit(vatNumber.slice(0, 10)) === vatNumber[10] ? null : 'vat-number-check';
}
