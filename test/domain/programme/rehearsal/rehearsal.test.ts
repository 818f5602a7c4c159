import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../domain/programme/evaluation';
import { changes, compare } from '../../../../domain/programme/rehearsal/comparison';
import { figuresOf } from '../../../../domain/programme/rehearsal/figures';
import { syntheticHouseholds } from '../../../../domain/programme/rehearsal/households';
import {
  dayOf,
  judgeHousehold,
  rehearse,
  type Rehearsal,
} from '../../../../domain/programme/rehearsal/rehearsal';
import type { HouseholdFacts } from '../../../../domain/programme/facts';
import type { ProgrammeRules } from '../../../../domain/programme/rules';
import { avvisi, household, peopleAged } from '../../../support/avvisi';
import { rulesWith } from '../../../support/rules';

const tried = (rules: ProgrammeRules, households: readonly HouseholdFacts[]): Rehearsal =>
  rehearse(
    rules,
    households.map((facts) => judgeHousehold(rules, facts)),
  );

const isee = (at: number) => ({
  id: 'isee',
  text: 'ISEE',
  source: 'Avviso',
  holds: { quantity: 'isee' as const, is: 'at-most' as const, value: at },
});

/** Every published call, with a fund that may be too small. */
const calls = fc
  .record({
    name: fc.constantFrom(...(Object.keys(avvisi) as (keyof typeof avvisi)[])),
    allocationCents: fc.integer({ min: 1, max: 5_000_000 }),
  })
  .map(({ name, allocationCents }) =>
    rulesWith({ ...(avvisi[name] as Partial<ProgrammeRules>), allocationCents }),
  );
const towns = fc
  .record({ seed: fc.nat(999), size: fc.integer({ min: 0, max: 80 }) })
  .map(({ seed, size }) => syntheticHouseholds(seed, size, 2026));

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);

describe('a rehearsal', () => {
  it('says of every household what its application would be told', () => {
    fc.assert(
      fc.property(calls, towns, (rules, town) => {
        const { tried: each } = tried(rules, town);
        const real = town.map((facts) => evaluate(rules, facts));
        expect(each.map(({ verdict }) => verdict)).toEqual(real.map(({ admissible }) => admissible));
        expect(each.map(({ amountCents }) => amountCents)).toEqual(
          real.map(({ amountCents }) => amountCents),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('never gives more than there is, overtakes nobody, and its sums agree', () => {
    fc.assert(
      fc.property(calls, towns, (rules, town) => {
        const rehearsal = tried(rules, town);
        const { inOrder, exhaustedAfter } = rehearsal;
        const figures = figuresOf(rehearsal, 'synthetic');
        const received = sum(rehearsal.tried.map(({ receivedCents }) => receivedCents));
        expect(received).toBeLessThanOrEqual(rules.allocationCents);
        const firstWaiting = inOrder.findIndex(({ dueCents, receivedCents }) => receivedCents < dueCents);
        if (firstWaiting !== -1) {
          expect(sum(inOrder.slice(firstWaiting).map(({ receivedCents }) => receivedCents))).toBe(0);
          expect(inOrder[firstWaiting]?.dueCents).toBeGreaterThan(rules.allocationCents - received);
        }
        expect(exhaustedAfter === null).toBe(firstWaiting === -1);
        const { fund, bySize, tiers } = figures;
        expect(fund.givenCents).toBe(received);
        expect((fund.leftCents ?? 0) + (fund.givenCents ?? 0)).toBe(rules.allocationCents);
        expect((figures.eligible ?? 0) + (figures.excluded ?? 0)).toBe(town.length);
        expect((figures.admitted ?? 0) + (figures.toCheck ?? 0)).toBe(figures.eligible);
        expect((fund.served ?? 0) + (fund.waiting ?? 0)).toBe(figures.eligible);
        expect(sum(bySize.map(({ households }) => households ?? 0))).toBe(figures.eligible);
        expect(sum(bySize.map(({ totalCents }) => totalCents ?? 0))).toBe(fund.askedCents);
        if (tiers.length > 0)
          expect(sum(tiers.map(({ households }) => households ?? 0))).toBe(figures.eligible);
        for (const { holds, fails, unknown } of figures.criteria) {
          expect((holds ?? 0) + (fails ?? 0) + (unknown ?? 0)).toBe(town.length);
        }
      }),
    );
  });

  it('follows the order of the programme, and arrival where it names none', () => {
    const households = [900_000, 100_000, 500_000].map((each) => household({ isee: each }));
    const served = (rules: ProgrammeRules) =>
      tried(rules, households).tried.map(({ receivedCents }) => receivedCents);
    const rules = rulesWith({ allocationCents: 60_000 });
    expect(served(rules)).toEqual([30_000, 30_000, 0]);
    expect(served({ ...rules, order: [{ by: 'isee', direction: 'ascending' }] })).toEqual([
      0, 30_000, 30_000,
    ]);
  });

  it('tells with which application the fund is empty, and on which day', () => {
    const households = [100, 9_999, 100, 100].map((each) => household({ isee: each * 100 }));
    const rules = rulesWith({
      allocationCents: 60_000,
      criteria: [isee(500_000)],
      windows: [{ channel: 'cittadino', opensAt: '2026-03-02T08:00:00Z', closesAt: '2026-04-01T08:00:00Z' }],
    });
    expect(tried(rules, households).exhaustedAfter).toBe(4);
    expect(tried({ ...rules, allocationCents: 90_000 }, households).exhaustedAfter).toBeNull();
    expect(dayOf(rules, 4, 2, '2026-01-01')).toBe('2026-03-03');
    expect(dayOf(rules, 5, 2, '2026-01-01')).toBe('2026-03-04');
    expect(dayOf(rules, 1, 100, '2026-03-20')).toBe('2026-03-20');
  });

  it('shares a fund out among those who are not excluded, setting aside for who is to be checked', () => {
    const rules = rulesWith({
      allocationCents: 100_000,
      amounts: { kind: 'shared-out', late: { after: '2026-03-02T08:00:00Z', percent: 0 } },
      criteria: [isee(500_000)],
    });
    const households = [
      household({ isee: 100, people: peopleAged(40, 41, 3) }),
      household({ isee: 900_000 }),
      household({ isee: null }),
    ];
    expect(tried(rules, households).tried.map(({ receivedCents }) => receivedCents)).toEqual([
      75_000, 0, 25_000,
    ]);
  });

  it('counts who is excluded by one criterion alone', () => {
    const rules = rulesWith({
      criteria: [
        isee(500_000),
        { ...isee(0), id: 'conti', holds: { quantity: 'liquid-assets', is: 'at-most', value: 1_000 } },
      ],
    });
    const facts = [
      household({ isee: 1, liquidAssets: 0 }),
      household({ isee: 900_000, liquidAssets: 0 }),
      household({ isee: 900_000, liquidAssets: 9_000 }),
      household({ isee: null, liquidAssets: 9_000 }),
    ];
    expect(figuresOf(tried(rules, facts), 'synthetic').criteria).toMatchObject([
      { id: 'isee', holds: 1, fails: 2, unknown: 1, alone: 1 },
      { id: 'conti', holds: 2, fails: 2, unknown: 0, alone: 1 },
    ]);
  });
});

describe('a comparison', () => {
  it('counts every household once, and turned round it says the opposite', () => {
    fc.assert(
      fc.property(calls, calls, towns, (one, other, town) => {
        const [before, after] = [tried(one, town), tried(other, town)];
        const [there, back] = [compare(before, after), compare(after, before)];
        expect(sum(changes.map((change) => there[change]))).toBe(town.length);
        expect(back).toEqual({
          ...there,
          enters: there.leaves,
          leaves: there.enters,
          gains: there.loses,
          loses: there.gains,
        });
        expect(compare(before, before)).toMatchObject({ enters: 0, leaves: 0, gains: 0, loses: 0 });
      }),
      { numRuns: 60 },
    );
  });
});
