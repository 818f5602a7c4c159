/**
 * Money is a whole number of euro cents. A JavaScript number holds whole cents exactly up to 90 thousand
 * billion euro; the database holds them as bigint. No amount is ever a fraction of a cent.
 */
export type Cents = number;

/** The largest amount a person may type, €9,999,999.99: beyond it a typing slip is certain. */
export const largestTyped: Cents = 999_999_999;

const italianAmount = /^(?:€\s*)?((?:[1-9]\d{0,2}(?:[.\s]\d{3})+|\d+)(?:,\d{1,2})?)(?:\s*€)?$/;

/**
 * Reads an amount typed the Italian way: comma decimals (manual § 2.9), dots or blanks only between thousands, an
 * optional euro sign before or after. `1.234,56`, `1234,5` and `€ 20` are read; `1234.56`, `1.23`, `0.500`, `2€50`,
 * `-5` and `1e3` are not, because guessing the place of a decimal could multiply somebody's income by a hundred.
 *
 * @param largest what is more was mistyped
 * @returns whole cents, or null when the text is not an amount
 */
export function parseEuro(text: string, largest: Cents = largestTyped): Cents | null {
  const [, digits] = italianAmount.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const [euros = '0', decimals = ''] = digits.replaceAll(/[.\s]/g, '').split(',');
  const cents = Number(euros) * 100 + Number(decimals.padEnd(2, '0'));
  return cents <= largest ? cents : null;
}

/** Writes cents the Italian way without the sign: 123456 → `1.234,56`. */
export function formatEuro(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const euros = Math.trunc(Math.abs(cents) / 100)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, '.');
  return `${sign}${euros},${(Math.abs(cents) % 100).toString().padStart(2, '0')}`;
}
