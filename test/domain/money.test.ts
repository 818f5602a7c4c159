import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEuro, largestTyped, parseEuro } from '../../domain/money';

const typeable = fc.integer({ min: 0, max: largestTyped });

describe('an amount typed by a person', () => {
  it.each([
    ['0', 0],
    ['0,00', 0],
    ['20', 2_000],
    ['20,5', 2_050],
    ['20,05', 2_005],
    ['1234,56', 123_456],
    ['1.234,56', 123_456],
    ['1.234', 123_400],
    ['1.234.567,89', 123_456_789],
    ['1 234,56', 123_456],
    ['12\u00a0500', 1_250_000],
    ['0,01', 1],
    ['007', 700],
    ['€ 20', 2_000],
    ['€20,00', 2_000],
    ['20 €', 2_000],
    ['20,00€', 2_000],
    ['  20  ', 2_000],
    ['\u00a020,00\u00a0€', 2_000],
    ['9.999.999,99', largestTyped],
  ])('is read from %j as %i cents', (text, cents) => {
    expect(parseEuro(text)).toBe(cents);
  });

  it.each([
    ['a decimal point', '1234.56'],
    ['a decimal point with one digit', '12.5'],
    ['a decimal point with two digits', '1.23'],
    ['half a euro with a decimal point', '0.500'],
    ['a group of thousands after zeros', '000.123'],
    ['English thousands', '1,234.56'],
    ['dots between the wrong digits', '12.34.567'],
    ['four digits before a dot', '1234.567'],
    ['three decimals', '1,234'],
    ['a comma without decimals', '20,'],
    ['a comma without euros', ',50'],
    ['two commas', '1,2,3'],
    ['a negative amount', '-5'],
    ['a negative amount with the mathematical sign', '−5'],
    ['a plus', '+5'],
    ['an exponent', '1e3'],
    ['infinity', 'Infinity'],
    ['not a number', 'NaN'],
    ['a hexadecimal number', '0x10'],
    ['a sum', '10+5'],
    ['the sign of the euro between the digits', '2€50'],
    ['a blank where no thousands begin', '12 50'],
    ['a blank around the comma', '12 ,50'],
    ['two signs', '€€20'],
    ['dollars', '$20'],
    ['digits of another script', '٢٠'],
    ['digits of full width', '２０'],
    ['words', 'venti'],
    ['an amount with words', '20 euro'],
    ['a formula', '=1+1'],
    ['markup', '<b>20</b>'],
    ['nothing', ''],
    ['only blanks', '   '],
    ['only the sign', '€'],
    ['one cent beyond the largest', '10.000.000,00'],
    ['an amount no number can hold', '9'.repeat(400)],
  ])('is refused when it is %s', (_, text) => {
    expect(parseEuro(text)).toBeNull();
  });

  it('is read back exactly from what we write, for every amount', () => {
    fc.assert(fc.property(typeable, (cents) => parseEuro(formatEuro(cents)) === cents));
  });

  it('means the same with and without dots, and with and without the sign', () => {
    fc.assert(
      fc.property(typeable, (cents) => {
        const written = formatEuro(cents);
        const bare = written.replaceAll('.', '');
        const spellings = [bare, `€ ${written}`, `${written} €`, written.replaceAll('.', ' ')];
        expect(spellings.map((text) => parseEuro(text))).toEqual(spellings.map(() => cents));
      }),
    );
  });

  it('is a whole number of cents within what may be typed, or nothing, whatever the text', () => {
    const almostAmount = fc.string({ unit: fc.constantFrom(...'0123456789.,€ -+eE') });
    fc.assert(
      fc.property(fc.oneof(fc.string(), almostAmount), (text) => {
        const cents = parseEuro(text);
        return cents === null || (Number.isInteger(cents) && cents >= 0 && cents <= largestTyped);
      }),
    );
  });
});

describe('an amount written to a person', () => {
  it.each([
    [0, '0,00'],
    [1, '0,01'],
    [99, '0,99'],
    [2_000, '20,00'],
    [99_999, '999,99'],
    [100_000, '1.000,00'],
    [123_456_789, '1.234.567,89'],
    [21_176_548, '211.765,48'],
    [-5, '-0,05'],
    [-123_456, '-1.234,56'],
    [9_007_199_254_740_991, '90.071.992.547.409,91'],
  ])('writes %i cents as %s', (cents, text) => {
    expect(formatEuro(cents)).toBe(text);
  });
});
