import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeFault,
  codeFromBytes,
  normaliseCode,
  ticketCodeLength,
  voucherCodeLength,
} from '../../domain/code';

/** What people read out without doubt: the digits from 2, the letters without I, L and O. */
const readable = [...'23456789ABCDEFGHJKMNPQRSTUVWXYZ'];

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

describe('a code', () => {
  it('has seven letters for a voucher, as in the manual, and another length for a ticket', () => {
    expect(voucherCodeLength).toBe('URUT4F6'.length);
    expect(ticketCodeLength).not.toBe(voucherCodeLength);
  });

  it('is made only of letters and digits that nobody confuses, each of them', () => {
    const used = [...(codeFromBytes(everyByte, 248) ?? '')];
    expect([...new Set(used)].toSorted()).toEqual(readable);
  });

  it('is fair: every letter comes from equally many bytes', () => {
    const drawn = [...everyByte].flatMap((byte) => codeFromBytes(Uint8Array.of(byte), 1) ?? []);
    const counts = readable.map((letter) => drawn.filter((each) => each === letter).length);
    expect(counts).toEqual(readable.map(() => 8));
  });

  it('is as long as asked, or is not made at all from too few fair bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (bytes, length) => {
        const fair = bytes.filter((byte) => codeFromBytes(Uint8Array.of(byte), 1) !== null);
        const code = codeFromBytes(bytes, length);
        if (fair.length < length) expect(code).toBeNull();
        else expect(code).toMatch(new RegExp(`^[A-HJKMNP-Z2-9]{${length}}$`));
      }),
    );
  });

  it('depends on each of the bytes it is made of', () => {
    const zeros = new Uint8Array(28);
    const codes = Array.from({ length: 7 }, (_, place) => {
      const bytes = zeros.slice();
      bytes[place] = 1;
      return codeFromBytes(bytes, 7);
    });
    expect(new Set([codeFromBytes(zeros, 7), ...codes]).size).toBe(8);
  });

  it.each(['urut4f6', ' URUT4F6 ', 'URU-T4F6', 'uru t4 f6', 'URUT\u00a04F6\n', 'U-R-U-T-4-F-6', 'URUT–4F6'])(
    'is understood as typed or scanned: %j',
    (typed) => {
      expect(normaliseCode(typed)).toBe('URUT4F6');
    },
  );

  it.each([
    ['URUT4F6', null],
    ['URUT4F0', 'letters'],
    ['OIL1', 'letters'],
    ['https://example.org', 'letters'],
    ['URUT4F', 'length'],
    ['URUT4F66', 'length'],
    ['', 'length'],
  ])('that cannot be one is told before anybody looks for it: %j', (code, fault) => {
    expect(codeFault(code)).toBe(fault);
  });

  it('stays what it is once it is understood', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 28, maxLength: 28 }), (bytes) => {
        const code = codeFromBytes(bytes, 7);
        fc.pre(code !== null);
        expect(normaliseCode(code)).toBe(code);
        expect(codeFault(code)).toBeNull();
        expect(normaliseCode(code.toLowerCase())).toBe(code);
      }),
    );
  });
});
