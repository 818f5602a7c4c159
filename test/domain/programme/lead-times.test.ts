import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysWithin } from '../../../domain/programme/lead-times';

it('are none where nothing was answered', () => {
  expect(daysWithin([], 0.5)).toBeNull();
});

it('are the smallest number of days by which so many were answered', () => {
  const times = [
    { days: 9, applications: 1 },
    { days: 1, applications: 5 },
    { days: 3, applications: 4 },
  ];
  expect(daysWithin(times, 0.5)).toBe(1);
  expect(daysWithin(times, 0.51)).toBe(3);
  expect(daysWithin(times, 0.9)).toBe(3);
  expect(daysWithin(times, 1)).toBe(9);
});

it('agree with the list of each single wait', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.5, 0.9),
      (waits, share) => {
        const inOrder = waits.toSorted((one, other) => one - other);
        const times = waits.map((days) => ({ days, applications: 1 }));
        expect(daysWithin(times, share)).toBe(inOrder[Math.ceil(share * waits.length) - 1]);
      },
    ),
  );
});
