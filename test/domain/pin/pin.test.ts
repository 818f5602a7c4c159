import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLetters } from '../../../domain/code';
import { partLength, readPin, writePart } from '../../../domain/pin/parts';
import { pinDates, pinKind } from '../../../domain/pin/terms';
import { pinTries, pinWait } from '../../../domain/pin/tries';

const part = fc
  .array(fc.constantFrom(...codeLetters), { minLength: partLength, maxLength: partLength })
  .map((letters) => letters.join(''));

describe('a PIN as typed', () => {
  it('is read alone or whole, however it is grouped and cased', () => {
    fc.assert(
      fc.property(part, part, fc.constantFrom('', ' ', '-', ' – '), (first, second, between) => {
        expect(readPin(writePart(first).toLowerCase())).toEqual({ first, second: null });
        expect(readPin(`${writePart(first)}${between}${writePart(second)}`)).toEqual({ first, second });
      }),
    );
  });

  it.each(['', 'ABCD', 'ABCDEFGHJ', 'ABCD-EFG0', 'ABCD-EFGI', 'ABCDEFGHJKMNPQRSTU', 'àbcdefgh'])(
    '“%s” is no PIN, and no try',
    (typed) => expect(readPin(typed)).toBeNull(),
  );
});

describe('wrong parts in a row', () => {
  const at = new Date('2026-11-26T10:00:00Z');
  const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1_000);

  it('are free at first, then each waits longer than the one before, an hour at most', () => {
    const waits = Array.from({ length: 14 }, (_, wrong) => pinWait(wrong, at, at));
    expect(waits.slice(0, 6)).toEqual([null, null, null, 60, 120, 240]);
    expect(Math.max(...waits.map((wait) => wait ?? 0))).toBe(pinTries.longestWaitSeconds);
    expect(pinWait(1_000_000, at, at)).toBe(pinTries.longestWaitSeconds);
  });

  it('are waited for to the second', () => {
    expect(pinWait(3, at, later(59.5))).toBe(1);
    expect(pinWait(3, at, later(60))).toBeNull();
  });
});

describe('a PIN', () => {
  it('has its letter some days after the first part, and lasts a year', () => {
    expect(pinDates(new Date('2026-11-26T10:00:00Z'))).toEqual({
      letterDueAt: new Date('2026-11-29T10:00:00Z'),
      expiresAt: new Date('2027-11-26T10:00:00Z'),
    });
  });

  it('is dispositive once both parts were given', () => {
    expect(pinKind({ activatedAt: null })).toBe('ordinario');
    expect(pinKind({ activatedAt: new Date() })).toBe('dispositivo');
  });
});
