import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedQuantities, quantityOf } from '../../../../domain/programme/facts';
import { seedRange, syntheticHouseholds } from '../../../../domain/programme/rehearsal/households';

const seeds = fc.integer({ min: seedRange.least, max: seedRange.most });

describe('households that nobody lives in', () => {
  it('are the same for the same seed, and the first of many the same as of few', () => {
    fc.assert(
      fc.property(seeds, fc.nat(40), fc.nat(40), (seed, few, more) => {
        const households = syntheticHouseholds(seed, few + more, 2026);
        expect(syntheticHouseholds(seed, few + more, 2026)).toEqual(households);
        expect(syntheticHouseholds(seed, few, 2026)).toEqual(households.slice(0, few));
      }),
      { numRuns: 30 },
    );
  });

  it('differ by the seed', () => {
    expect(syntheticHouseholds(1, 20, 2026)).not.toEqual(syntheticHouseholds(2, 20, 2026));
  });

  it('have what rules compare: whole numbers from zero up, or nothing known', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const facts of syntheticHouseholds(seed, 60, 2026)) {
          const figures = namedQuantities.map((quantity) => quantityOf(facts, quantity));
          expect(
            figures.filter((each) => each !== null && !(Number.isSafeInteger(each) && each >= 0)),
          ).toEqual([]);
          expect(facts.people.length).toBeGreaterThanOrEqual(1);
          expect(facts.people[0]?.age).toBeGreaterThanOrEqual(18);
          expect(
            facts.people.filter(({ age, birthYear }) => (age ?? -1) + (birthYear ?? 0) !== 2026),
          ).toEqual([]);
          expect(facts.people.filter(({ age }) => age === null || age < 0 || age > 100)).toEqual([]);
          expect(facts.chronic).toBeLessThanOrEqual(facts.people.length);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('come near the shares they are made by', () => {
    const town = syntheticHouseholds(7, 10_000, 2026);
    const part = (is: (household: (typeof town)[number]) => boolean): number =>
      Math.round((town.filter(is).length / town.length) * 100);
    const near = (found: number, expected: number): void =>
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(2);
    near(
      part(({ people }) => people.length === 1),
      36,
    );
    near(
      part(({ people }) => people.length >= 5),
      5,
    );
    near(
      part(({ isee }) => isee === null),
      8,
    );
    near(
      part(({ isee }) => (isee ?? Infinity) <= 936_000),
      51,
    );
    near(
      part(({ people }) => people.some(({ disabled }) => disabled)),
      12,
    );
  });
});
