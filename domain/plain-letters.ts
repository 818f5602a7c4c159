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

/** The same letters in lower case without accents; everything else stays. */
export const withoutAccents = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => wholeLetters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');

/** Letters A to Z alone, without accents, apostrophes and blanks: what tax codes count and names are compared by. */
export const plainLetters = (name: string): string =>
  withoutAccents(name)
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '');

/** A name as names are searched and ordered by: small plain letters and digits, every run of anything else one space. */
export const plainName = (name: string): string =>
  withoutAccents(name)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
