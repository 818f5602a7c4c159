import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf, smsLength, writeGsm7 } from '../../domain/sms';
import { isGsm7 } from '../support/gsm7';

describe('a text for a telephone', () => {
  it.each([
    ['as it is where every letter is known', "Perché? Così è, dall'Ü al ß: 20,00 (£) ¿no?"],
    ['with plain quotes and dashes', 'L’avviso “Buoni” – 2021…', 'L\'avviso "Buoni" - 2021...'],
    ['without the accents a telephone has not', 'Šárka Çelik ça Îlot Áé', 'Sarka Çelik ca Ilot Aé'],
    ['the same however the accents were typed', 'cosi\u0300 e\u0301', 'così é'],
    ['in one line', 'uno\ndue\ttre\u00a0quattro', 'uno due tre quattro'],
    ['with EUR for the sign', '20 €', '20 EUR'],
    ['with question marks for other scripts and signs', 'Юрий 吉野 👍 [x]', '???? ?? ? ?x?'],
    ['with question marks for what two septets would carry', '^{}\\~|', '??????'],
  ])('is written %s', (_, text, written = text) => {
    expect(writeGsm7(text)).toBe(written);
  });

  it('has only letters of one septet, whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isGsm7(writeGsm7(text))));
  });
});

describe('what a text costs', () => {
  it.each([
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€'.repeat(80), 'GSM-7', 160, 1],
    ['€'.repeat(80) + 'a', 'GSM-7', 161, 2],
    ['’' + 'a'.repeat(69), 'UCS-2', 70, 1],
    ['’' + 'a'.repeat(70), 'UCS-2', 71, 2],
    ['👍'.repeat(35), 'UCS-2', 70, 1],
  ])('%s', (text, alphabet, letters, segments) => {
    expect(segmentsOf(text)).toEqual({ alphabet, letters, segments });
  });

  it('is one message for whatever was written for a telephone and is no longer than one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = writeGsm7(text).slice(0, smsLength);
        expect(segmentsOf(written)).toMatchObject({ alphabet: 'GSM-7', segments: 1 });
      }),
    );
  });
});
