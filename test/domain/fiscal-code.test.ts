import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCharacter,
  checkDigit,
  fiscalCodeFault,
  normaliseFiscalCode,
  readFiscalCode,
} from '../../domain/fiscal-code';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';

/** The places of a code that hold digits, or the letters that replace them: year, day, place of birth. */
const digitPlaces = [6, 7, 9, 10, 12, 13, 14];

/** The letter that stands for each digit, from 0 (D.M. 23 December 1976, art. 6). */
const omocodia = 'LMNPQRSTUV';

/** Codes published as examples or in the manual, with what they say. */
const known = [
  ['GLLLGU67A12H501V', { sex: 'M', birthDate: '1967-01-12', birthPlace: 'H501' }],
  ['CGLGRL67A12H501L', { sex: 'M', birthDate: '1967-01-12', birthPlace: 'H501' }],
  ['RSSMRA85T10A562S', { sex: 'M', birthDate: '1985-12-10', birthPlace: 'A562' }],
  ['MRTMTT91D08F205J', { sex: 'M', birthDate: '1991-04-08', birthPlace: 'F205' }],
  ['MLLSNT82P65Z404U', { sex: 'F', birthDate: '1982-09-25', birthPlace: 'Z404' }],
] as const;

const today = '2026-11-22';

const withCheck = (body: string): string => body + checkCharacter(body);

const replaced = (code: string, index: number, character: string): string =>
  code.slice(0, index) + character + code.slice(index + 1);

const two = (number: number): string => number.toString().padStart(2, '0');

/** Well-formed codes of any year, month, day, sex and place. */
const anyCode = fc
  .record({
    name: fc.string({ unit: fc.constantFrom(...letters), minLength: 6, maxLength: 6 }),
    year: fc.nat(99),
    month: fc.constantFrom(...'ABCDEHLMPRST'),
    day: fc.integer({ min: 1, max: 28 }),
    woman: fc.boolean(),
    place: fc.tuple(fc.constantFrom(...letters), fc.nat(999)),
  })
  .map(({ name, year, month, day, woman, place: [letter, number] }) =>
    withCheck(
      `${name}${two(year)}${month}${two(day + (woman ? 40 : 0))}${letter}${number.toString().padStart(3, '0')}`,
    ),
  );

describe('a tax code', () => {
  it.each(known)('is accepted when it is right: %s', (code) => {
    expect(fiscalCodeFault(code)).toBeNull();
  });

  it('is accepted as people paste it', () => {
    expect(normaliseFiscalCode(' gll lgu 67a12 h501v\n')).toBe('GLLLGU67A12H501V');
  });

  it.each([
    ['nothing', ''],
    ['one character too few', 'GLLLGU67A12H501'],
    ['one character too many', 'GLLLGU67A12H501VV'],
    ['a month letter that is none', 'GLLLGU67F12H501V'],
    ['a digit in the name', 'GLLLG167A12H501V'],
    ['a letter that replaces no digit', 'GLLLGU6AA12H501V'],
    ['lower case not yet normalised', 'glllgu67a12h501v'],
    ['letters of another script', 'ΓLLLGU67A12H501V'],
    ['a line break after it', 'GLLLGU67A12H501V\n'],
    ['day 0', withCheck('GLLLGU67A00H501')],
    ['day 32', withCheck('GLLLGU67A32H501')],
    ['day 40', withCheck('GLLLGU67A40H501')],
    ['day 72', withCheck('GLLLGU67A72H501')],
    ['day 99', withCheck('GLLLGU67A99H501')],
    ['day 32 in letters', withCheck('GLLLGU67APNH501')],
  ])('is refused for its shape: %s', (_, code) => {
    expect(fiscalCodeFault(code)).toBe('shape');
  });

  it('is refused for its check character', () => {
    expect(fiscalCodeFault('GLLLGU67A12H501W')).toBe('check-character');
  });

  it('holds for the first and the last day of a month, of both sexes', () => {
    const days = ['01', '31', '41', '71', 'LM', 'PM', 'QM', 'TM'];
    expect(days.map((day) => fiscalCodeFault(withCheck(`GLLLGU67A${day}H501`)))).toEqual(
      days.map(() => null),
    );
  });
});

describe('the check character', () => {
  it('is that of the published table for every character in every place', () => {
    const odd: Record<string, number> = {
      ...{ 0: 1, 1: 0, 2: 5, 3: 7, 4: 9, 5: 13, 6: 15, 7: 17, 8: 19, 9: 21 },
      ...{ A: 1, B: 0, C: 5, D: 7, E: 9, F: 13, G: 15, H: 17, I: 19, J: 21, K: 2, L: 4, M: 18 },
      ...{ N: 20, O: 11, P: 3, Q: 6, R: 8, S: 12, T: 14, U: 16, V: 10, W: 22, X: 25, Y: 24, Z: 23 },
    };
    const even = (character: string): number =>
      digits.includes(character) ? Number(character) : letters.indexOf(character);
    const anyBody = fc.string({
      unit: fc.constantFrom(...letters, ...digits),
      minLength: 15,
      maxLength: 15,
    });
    fc.assert(
      fc.property(anyBody, (body) => {
        const values = [...body].map((each, index) => (index % 2 === 0 ? (odd[each] ?? 0) : even(each)));
        const sum = values.reduce((total, value) => total + value, 0);
        expect(checkCharacter(body)).toBe(letters[sum % 26]);
      }),
    );
  });

  it('betrays every single wrong character, wherever it is and whatever it becomes', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const changed = [...code].flatMap((right, index) =>
          [...letters, ...digits].filter((each) => each !== right).map((each) => replaced(code, index, each)),
        );
        expect(changed.filter((each) => fiscalCodeFault(each) === null)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('betrays two neighbours in each other’s place, but for W and Y', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const swapped = Array.from({ length: 14 }, (_, index) => [code[index] ?? '', code[index + 1] ?? ''])
          .map(([one = '', other = ''], index) => ({ one, other, index }))
          .filter(({ one, other }) => one !== other && [one, other].toSorted().join('') !== 'WY')
          .map(({ one, other, index }) => code.slice(0, index) + other + one + code.slice(index + 2));
        expect(swapped.filter((each) => fiscalCodeFault(each) === null)).toEqual([]);
      }),
    );
    const [one, other] = ['WYLLGU67A12H501', 'YWLLGU67A12H501'];
    expect(checkCharacter(one)).toBe(checkCharacter(other));
  });
});

describe('the facts in a tax code', () => {
  it.each(known)('are read: %s', (code, facts) => {
    expect(readFiscalCode(code, today)).toEqual(facts);
  });

  it.each([
    ['A', '01'],
    ['B', '02'],
    ['C', '03'],
    ['D', '04'],
    ['E', '05'],
    ['H', '06'],
    ['L', '07'],
    ['M', '08'],
    ['P', '09'],
    ['R', '10'],
    ['S', '11'],
    ['T', '12'],
  ])('have month letter %s for month %s', (letter, month) => {
    expect(readFiscalCode(withCheck(`GLLLGU67${letter}12H501`), today)?.birthDate).toBe(`1967-${month}-12`);
  });

  it.each([
    ['a man on the 1st', '01', 'M', '01'],
    ['a man on the 31st', '31', 'M', '31'],
    ['a woman on the 1st', '41', 'F', '01'],
    ['a woman on the 31st', '71', 'F', '31'],
  ])('have 40 added to the day of women: %s', (_, day, sex, birthDay) => {
    const facts = readFiscalCode(withCheck(`GLLLGU67A${day}H501`), today);
    expect(facts).toMatchObject({ sex, birthDate: `1967-01-${birthDay}` });
  });

  it('name the state of a birth abroad', () => {
    expect(readFiscalCode('BNSYSF88P15Z352W', today)?.birthPlace).toBe('Z352');
  });

  it.each([
    ['born today', '26S22', '2026-11-22'],
    ['born tomorrow, so a hundred years ago', '26S23', '1926-11-23'],
    ['born this year, in a month to come', '26T01', '1926-12-01'],
    ['born in the first year of this century', '00A01', '2000-01-01'],
    ['born next year of the last century', '27A01', '1927-01-01'],
  ])('have the latest century in which one is already born: %s', (_, date, birthDate) => {
    expect(readFiscalCode(withCheck(`GLLLGU${date}H501`), today)?.birthDate).toBe(birthDate);
  });

  it('are the same in every variant that replaces digits by letters, and each variant is a right code', () => {
    fc.assert(
      fc.property(anyCode, fc.subarray(digitPlaces), (code, places) => {
        const body = places.reduce(
          (variant, place) => replaced(variant, place, omocodia[Number(code[place])] ?? ''),
          code.slice(0, 15),
        );
        const variant = withCheck(body);
        expect(fiscalCodeFault(variant)).toBeNull();
        expect(readFiscalCode(variant, today)).toEqual(readFiscalCode(code, today));
      }),
    );
  });

  it('never place a birth in the future', () => {
    fc.assert(fc.property(anyCode, (code) => (readFiscalCode(code, today)?.birthDate ?? '9') <= today));
  });
});

describe('a provisional code of eleven digits', () => {
  it.each(['00743110157', '97103880585'])('%s is right by its check digit', (code) => {
    expect(fiscalCodeFault(code)).toBeNull();
    expect(readFiscalCode(code, today)).toBeNull();
  });

  it('is found wrong when any one digit is', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        fc.array(digit, { minLength: 10, maxLength: 10 }),
        fc.nat(10),
        fc.integer({ min: 1, max: 9 }),
        (body, place, difference) => {
          const code = body.join('') + checkDigit(body.join(''));
          const wrong = [...code].map((each, index) =>
            index === place ? String((Number(each) + difference) % 10) : each,
          );
          expect(fiscalCodeFault(code)).toBeNull();
          expect(fiscalCodeFault(wrong.join(''))).toBe('check-character');
        },
      ),
    );
  });
});
