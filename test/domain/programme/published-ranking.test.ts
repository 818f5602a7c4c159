import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  rankingLines,
  readRanking,
  writeRanking,
  type Contender,
} from '../../../domain/programme/published-ranking';
import type { OrderKey } from '../../../domain/programme/ranking';

const order: OrderKey[] = [{ by: 'tier' }, { by: 'points' }, { by: 'isee', direction: 'ascending' }];

const contenders = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 99_999 }),
      year: fc.constantFrom(2020, 2021),
      tier: fc.nat({ max: 2 }),
      points: fc.nat({ max: 3 }),
      drawn: fc.option(fc.nat({ max: 5 })),
      isee: fc.option(fc.nat({ max: 5 })),
      status: fc.constantFrom('presentata', 'approvata', 'respinta'),
      admitted: fc.boolean(),
    }),
    { selector: ({ number, year }) => `${number}/${year}`, maxLength: 30 },
  )
  .map((rows) =>
    rows.map(({ number, year, isee, ...row }): Contender => ({
      ...row,
      applicationId: `${number}-${year}`,
      registration: { number, year },
      facts: {
        people: [],
        chronic: 0,
        isee,
        monthlyIncome: null,
        liquidAssets: null,
        monthlySupport: 0,
        housingCost: null,
        helpedBefore: null,
        needsMedicines: null,
      },
    })),
  );

describe('a ranking to be published', () => {
  it('does not depend on how the database lists the applications', () => {
    const shuffled = contenders.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(writeRanking(rankingLines(order, other))).toBe(writeRanking(rankingLines(order, rows)));
      }),
    );
  });

  it('names each application once, with places from 1 for those admitted and for nobody else', () => {
    fc.assert(
      fc.property(contenders, (rows) => {
        const lines = rankingLines(order, rows);
        expect(lines.map(({ registration }) => registration).toSorted()).toEqual(
          rows.map(({ registration: { number, year } }) => `${number}/${year}`).toSorted(),
        );
        const admitted = rows.filter((row) => row.admitted).length;
        expect(lines.map(({ place }) => place)).toEqual(
          lines.map((_, index) => (index < admitted ? index + 1 : null)),
        );
        expect(lines.every(({ place, outcome }) => (place === null) === (outcome === 'non ammessa'))).toBe(
          true,
        );
      }),
    );
  });

  it('has equals in the order of their tickets where they are drawn, and of arrival before', () => {
    const drawnOrder: OrderKey[] = [...order, { by: 'draw' }];
    fc.assert(
      fc.property(contenders, (rows) => {
        const alike = rows.map((row) => ({
          ...row,
          tier: 0,
          points: 0,
          facts: { ...row.facts, isee: null },
        }));
        const undrawn = alike.map((row) => ({ ...row, drawn: null }));
        expect(rankingLines(drawnOrder, undrawn)).toEqual(rankingLines(order, undrawn));
        const tickets = alike.map((row, index) => ({ ...row, drawn: (index * 7919) % 104_729 }));
        const expected = tickets
          .filter(({ admitted }) => admitted)
          .toSorted((one, other) => one.drawn - other.drawn)
          .map(({ registration: { number, year } }) => `${number}/${year}`);
        const lines = rankingLines(drawnOrder, tickets).filter(({ place }) => place !== null);
        expect(lines.map(({ registration }) => registration)).toEqual(expected);
      }),
    );
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(contenders, (rows) => {
        const lines = rankingLines(order, rows);
        expect(readRanking(writeRanking(lines))).toEqual(lines);
      }),
    );
  });
});
