import { readFiscalCode } from './fiscal-code';
import { keysIn } from './place-names';
import { plainLetters } from './plain-letters';

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

/** Whether letters of a code belong to a name; a name without any Latin letter, or none at all, cannot be compared. */
const belongs = (letters: string, name: string, lettersOf: (name: string) => string): boolean =>
  plainLetters(name) === '' || letters === lettersOf(name);

/**
 * Where a valid code and what the person states do not agree. Codes are issued by the tax agency from its own records:
 * a real person may have changed name, have several, or be born where the border has moved since. So this asks, and
 * never refuses. The sex is in the code alone: nobody is asked, so there is nothing to compare. Of the year only two
 * digits are: a date a hundred years off agrees.
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
  if (!facts) return [];
  const { birthPlace } = person;
  const names = placeNames(facts.birthPlace).flatMap(keysIn);
  const found: [Disagreement, boolean][] = [
    ['family-name', !belongs(code.slice(0, 3), person.familyName, familyNameLetters)],
    ['given-name', !belongs(code.slice(3, 6), person.givenName, givenNameLetters)],
    ['birth-date', facts.birthDate.slice(2) !== person.birthDate.slice(2)],
    [
      'birth-place',
      birthPlace !== null && names.length > 0 && !keysIn(birthPlace).some((key) => names.includes(key)),
    ],
  ];
  return found.flatMap(([what, disagrees]) => (disagrees ? [what] : []));
}
