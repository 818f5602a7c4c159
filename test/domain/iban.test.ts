import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIban, ibanFault, normaliseIban } from '../../domain/iban';

/** The examples of the ISO 13616 register. */
const examples = [
  'IT60 X054 2811 1010 0000 0123 456',
  'SM86 U032 2509 8000 0000 0270 100',
  'DE89 3704 0044 0532 0130 00',
  'FR14 2004 1010 0505 0001 3M02 606',
  'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
  'NO93 8601 1117 947',
];

describe('an IBAN', () => {
  it.each(examples)('%s is one, however it is typed', (example) => {
    for (const typed of [example, example.toLowerCase(), ` ${example.replaceAll(' ', '-')} `]) {
      expect(ibanFault(normaliseIban(typed))).toBeNull();
      expect(formatIban(normaliseIban(typed))).toBe(example);
    }
  });

  it.each([
    ['US64SVBKUS6S3300958879', 'iban-country'],
    ['', 'iban-country'],
    ['__60X0542811101000000123456', 'iban-country'],
    ['IT60X054281110100000012345', 'iban-length'],
    ['IT60X05428111010000001234567', 'iban-length'],
    ['IT60X0542811101000000123_56', 'iban-length'],
    ['ITX0X0542811101000000123456', 'iban-length'],
    ['IT61X0542811101000000123456', 'iban-check'],
    ['IT60X0542811101000000123465', 'iban-check'],
  ])('%s is none: %s', (iban, fault) => {
    expect(ibanFault(iban)).toBe(fault);
  });

  it('with one character mistyped, or two neighbours swapped, is found out', () => {
    const iban = normaliseIban('IT60 X054 2811 1010 0000 0123 456');
    const place = fc.integer({ min: 4, max: iban.length - 1 });
    fc.assert(
      fc.property(place, fc.constantFrom(...'0123456789'), (at, digit) => {
        fc.pre(/\d/.test(iban.charAt(at)) && iban.charAt(at) !== digit);
        expect(ibanFault(iban.slice(0, at) + digit + iban.slice(at + 1))).toBe('iban-check');
      }),
    );
    for (let at = 5; at < iban.length - 1; at++) {
      if (iban.charAt(at) === iban.charAt(at + 1)) continue;
      const swapped = iban.slice(0, at) + iban.charAt(at + 1) + iban.charAt(at) + iban.slice(at + 2);
      expect(ibanFault(swapped)).toBe('iban-check');
    }
  });
});
