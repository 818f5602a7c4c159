import { readFiscalCode } from './fiscal-code';

/** A person as they state themselves, beside their tax code. */
export interface StatedPerson {
  familyName: string;
  givenName: string;
  /** `YYYY-MM-DD`. */
  birthDate: string;
  /** As typed: the name of a municipality or foreign state; null where it is not asked. */
  birthPlace: string | null;
}

export type Disagreement = 'family-name' | 'given-name' | 'birth-date' | 'birth-place';

/** Letters that Unicode does not take apart into a base letter and an accent. */
const wholeLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Letters without accents, apostrophes and blanks, as the code counts them. */
export const plainLetters = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => wholeLetters[letter] ?? letter)
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '');

const consonants = (letters: string): string => letters.replaceAll(/[AEIOU]/g, '');
const vowels = (letters: string): string => letters.replaceAll(/[^AEIOU]/g, '');

/** The three letters of a family name (D.M. 23 December 1976, art. 3). */
export function familyNameLetters(name: string): string {
  const letters = plainLetters(name);
  return `${consonants(letters)}${vowels(letters)}XXX`.slice(0, 3);
}

/** The three letters of a given name (art. 4): of four consonants or more, the first, third and fourth. */
export function givenNameLetters(name: string): string {
  const letters = plainLetters(name);
  const [first = '', , third = '', fourth = ''] = consonants(letters);
  return fourth === '' ? familyNameLetters(name) : `${first}${third}${fourth}`;
}

/**
 * Where a valid code and what the person states do not agree. Codes are issued by the tax agency from its own records:
 * a real person may have changed name, have several, or be born where the border has moved since. So this asks, and
 * never refuses.
 *
 * @param placeNames every name, present and past, of the place with a cadastral code; empty where it is not known
 * @param today civil date `YYYY-MM-DD`
 */
export function disagreements(
  code: string,
  person: StatedPerson,
  placeNames: (cadastralCode: string) => readonly string[],
  today: string,
): Disagreement[] {
  const facts = readFiscalCode(code, today);
  const names = placeNames(facts.birthPlace).map(plainLetters);
  const found: [Disagreement, boolean][] = [
    ['family-name', code.slice(0, 3) !== familyNameLetters(person.familyName)],
    ['given-name', code.slice(3, 6) !== givenNameLetters(person.givenName)],
    ['birth-date', facts.birthDate.slice(2) !== person.birthDate.slice(2)],
    [
      'birth-place',
      person.birthPlace !== null && names.length > 0 && !names.includes(plainLetters(person.birthPlace)),
    ],
  ];
  return found.flatMap(([what, disagrees]) => (disagrees ? [what] : []));
}
