/**
 * The Italian tax code of a person (codice fiscale), as laid down by D.M. 23 December 1976, artt. 2–6: six letters
 * of the name, year, month letter, day (plus 40 for women), place of birth, check character. When two people would
 * share one, digits are replaced by letters from the right (omocodia, art. 6), so each digit place may hold either.
 *
 * Who waits for asylum or for a first permit has a provisional one of eleven digits, the last of which is a check digit
 * like that of a VAT number (D.M. 1976, art. 10): it says nothing of the person.
 */

const provisional = /^\d{11}$/;

const anyDigit = '[0-9LMNPQRSTUV]';

/** 01–31, or 41–71 for women. */
const anyDay = `(?:[04LQ][1-9MNPQRSTUV]|[1256MNRS]${anyDigit}|[37PT][01LM])`;

const pattern = new RegExp(`^[A-Z]{6}${anyDigit}{2}[ABCDEHLMPRST]${anyDay}[A-Z]${anyDigit}{3}[A-Z]$`);

const omocodia = 'LMNPQRSTUV';
const months = 'ABCDEHLMPRST';

/** Check values of the characters in odd places (first, third, …), `0`–`9` then `A`–`Z` (D.M. 1976, table). */
const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
  10, 22, 25, 24, 23,
];

export type FiscalCodeFault = 'shape' | 'check-character';

/** Upper case without blanks, as people paste it from a card. */
export const normaliseFiscalCode = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

/** What is wrong with a normalised code, or null. */
export function fiscalCodeFault(code: string): FiscalCodeFault | null {
  if (provisional.test(code)) return checkDigit(code.slice(0, 10)) === code[10] ? null : 'check-character';
  if (!pattern.test(code)) return 'shape';
  return checkCharacter(code.slice(0, 15)) === code[15] ? null : 'check-character';
}

/** The sixteenth character that belongs to the first fifteen. */
export function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, index) => {
    const digit = '0123456789'.indexOf(character);
    const letter = character.charCodeAt(0) - 65;
    if (index % 2 === 0) return total + (oddValues[digit >= 0 ? digit : letter + 10] ?? 0);
    return total + (digit >= 0 ? digit : letter);
  }, 0);
  return String.fromCharCode(65 + (sum % 26));
}

/** The eleventh digit that belongs to the first ten: every second one doubled, its digits added. */
export function checkDigit(body: string): string {
  const sum = [...body].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Sex, place and date of birth written in a well-formed code. */
export interface FiscalCodeFacts {
  sex: 'F' | 'M';
  /** `YYYY-MM-DD`; the century is the latest one in which the person is already born on `today`. */
  birthDate: string;
  /** Cadastral code of the municipality (`H501` Roma) or, from `Z`, of the foreign state. */
  birthPlace: string;
}

/**
 * Reads what a valid code says of the person; null for a provisional one, which says nothing.
 *
 * @param today civil date `YYYY-MM-DD` that settles the century of the two-digit year
 */
export function readFiscalCode(code: string, today: string): FiscalCodeFacts | null {
  if (provisional.test(code)) return null;
  const digits = (from: number, to: number): string =>
    [...code.slice(from, to)]
      .map((character) => (omocodia.includes(character) ? omocodia.indexOf(character) : character))
      .join('');
  const month = (months.indexOf(code[8] ?? '') + 1).toString().padStart(2, '0');
  const dayAndSex = Number(digits(9, 11));
  const day = (dayAndSex > 40 ? dayAndSex - 40 : dayAndSex).toString().padStart(2, '0');
  const inCentury = (century: number): string => `${century}${digits(6, 8)}-${month}-${day}`;
  const century = Number(today.slice(0, 2));
  const latest = inCentury(century);
  return {
    sex: dayAndSex > 40 ? 'F' : 'M',
    birthDate: latest <= today ? latest : inCentury(century - 1),
    birthPlace: `${code[11] ?? ''}${digits(12, 15)}`,
  };
}
