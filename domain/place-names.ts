import { plainLetters, withoutAccents } from './plain-letters';

/** Small words that people leave out or change: Reggio nell’Emilia, Reggio Emilia. */
const smallWords = new Set(
  'a al alla all allo ai d da dal dalla dei degli del della dell delle dello de di e ed in l la le lo il i nel nella nell su sul sulla sull'.split(
    ' ',
  ),
);

/** Saints in all their forms, abbreviated too. */
const saints = new Set(['s', 'san', 'sant', 'santa', 'santo', 'ss', 'santi', 'sante', 'st', 'sankt']);

/** What an office puts before a name. */
const office = /^(?:comune|citt[àa]|stato|repubblica)\s+(?=d)/i;

/**
 * What two ways of writing one place have in common: letters without accents, small words and the form of the saint.
 * `S. Giovanni in Fiore` and `SAN GIOVANNI IN FIORE` have the same key.
 */
export function placeKey(name: string): string {
  const words = withoutAccents(name.replace(office, '')).split(/[^a-z]+/);
  const key = words
    .filter((word) => !smallWords.has(word))
    .map((word) => (saints.has(word) ? 's' : word))
    .join('');
  // A name of small words alone (La, Ala) is its own.
  return key === '' ? plainLetters(name).toLowerCase() : key;
}

/**
 * The keys of everything that a text may name, the likeliest first: all of it, and its parts where two names stand in
 * it (`Bolzano/Bozen`, `Tunisi, Tunisia`, `Roma (RM)`); then the same letter by letter, for words run together.
 */
export function keysIn(text: string): string[] {
  const parts = [text, ...text.split(/[/,;()]|\s[-–]\s/)];
  const keys = [...parts.map(placeKey), ...parts.map((part) => plainLetters(part).toLowerCase())];
  return [...new Set(keys)].filter((key) => key.length > 1);
}

/**
 * How many letters have to be added, left out, changed or swapped with the next to make one text the other; `most + 1`
 * where it is more than `most`.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...line) > most) return most + 1;
    [before, last] = [last, line];
  }
  return last[other.length] ?? 0;
}

/** How many wrong letters still mean the same name: a short name is soon another one's. */
export const bearableTypos = (key: string): number => (key.length < 5 ? 1 : 2);
