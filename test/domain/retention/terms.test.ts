import { describe, expect, it } from 'vitest';
import { eraseAt, readMonths, retentionMonths } from '../../../domain/retention/terms';

describe('the term of a programme’s personal data', () => {
  it('ends so many civil months after the closing, at the same hour in Italy', () => {
    const closedAt = new Date('2026-03-31T10:00:00+02:00');
    expect(eraseAt(closedAt, 12)).toEqual(new Date('2027-03-31T10:00:00+02:00'));
    expect(eraseAt(closedAt, 11)).toEqual(new Date('2027-02-28T10:00:00+01:00'));
    expect(eraseAt(closedAt, retentionMonths.usual).getUTCFullYear()).toBe(2036);
  });

  it.each([
    ['12', 12],
    [' 120 ', 120],
    ['600', 600],
    ['11', null],
    ['601', null],
    ['-12', null],
    ['12.5', null],
    ['', null],
    ['per sempre', null],
  ])('is read from "%s" as %s months', (typed, months) => {
    expect(readMonths(typed)).toBe(months);
  });
});
