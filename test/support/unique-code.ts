import { checkCharacter } from '../../domain/fiscal-code';

const anyOf = (characters: string): string => characters[Math.floor(Math.random() * characters.length)] ?? '';

const upTo = (count: number): number => Math.floor(Math.random() * count);

/** Digits and the letters that stand for them where two people would share a code (omocodia). */
const anyDigit = '0123456789LMNPQRSTUV';

/** A person's tax code that agrees with their letters and date, of a place of its own: hardly anybody else has it. */
export function uniqueCode(lettersAndDate: string): string {
  const body = `${lettersAndDate}${anyOf('ABCDEFGHIL')}${anyOf(anyDigit)}${anyOf(anyDigit)}${anyOf(anyDigit)}`;
  return body + checkCharacter(body);
}

/**
 * Somebody's date of birth (`YYYY-MM-DD`) and a tax code that agrees with it. A run makes some hundred people: with one
 * date for all, two of them would share a code in one run out of two.
 */
export function uniquePerson(letters: string): { fiscalCode: string; birthDate: string } {
  const [year, month, day] = [1940 + upTo(60), upTo(12), 1 + upTo(28)];
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    fiscalCode: uniqueCode(`${letters}${two(year % 100)}${'ABCDEHLMPRST'[month]}${40 + day}`),
    birthDate: `${year}-${two(month + 1)}-${two(day)}`,
  };
}
