import { commitmentTo } from '../draw';

/** Of how many applications a sample is, given how many could be drawn: a whole per cent of them, rounded up. */
export const sampleSize = (listed: number, percent: number): number => Math.ceil((listed * percent) / 100);

/** The percentage as it is typed, or null where it is not a whole number from 1 to 100. */
export function readPercent(typed: string): number | null {
  const percent = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return percent >= 1 && percent <= 100 ? percent : null;
}

/**
 * The number of a public draw as it is kept: the letters, figures and signs that a command line takes as they stand, one
 * space between them. Null where there is no figure in it, or anything else.
 */
export function readPublicNumber(typed: string): string | null {
  const number = typed.trim().replace(/\s+/g, ' ');
  return /^[0-9A-Za-z .,/-]{1,100}$/.test(number) && /\d/.test(number) ? number : null;
}

/** The list that is drawn from as a file: a protocol number a line, each line ended. */
export const writeList = (registrations: readonly string[]): string =>
  registrations.map((registration) => `${registration}\n`).join('');

/** The digest by which the list is fixed before the draw: SHA-256 of its file, in hexadecimal. */
export const digestOfList = (registrations: readonly string[]): string =>
  commitmentTo(writeList(registrations));
