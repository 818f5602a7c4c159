import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountSteps,
  type Adjustment,
  type AmountModel,
  type AmountRules,
} from '../../../domain/programme/amounts';
import { household, peopleAged } from '../../support/avvisi';

const members = (count: number) =>
  household({ people: peopleAged(...Array.from({ length: count }, () => 40)) });

const amountOf = (amounts: AmountModel, count: number, adjustments: Adjustment[] = [], percent = 100) =>
  amountSteps({ amounts, adjustments }, members(count), percent).at(-1)?.amountCents;

const cents = fc.integer({ min: 1, max: 1_000_000 });

describe('the amount of a household', () => {
  it('by a table is always one of its rows, the last for all larger households', () => {
    fc.assert(
      fc.property(
        fc.tuple(cents, fc.array(cents, { maxLength: 8 })),
        fc.integer({ min: 1, max: 30 }),
        ([first, others], count) => {
          const table: [number, ...number[]] = [first, ...others];
          expect(amountOf({ kind: 'by-members', table }, count)).toBe(
            table[Math.min(count, table.length) - 1],
          );
        },
      ),
    );
  });

  it('never falls when a household grows, by first and further members', () => {
    fc.assert(
      fc.property(cents, fc.nat(100_000), cents, (firstCents, furtherCents, cap) => {
        const model: AmountModel = { kind: 'first-and-further', firstCents, furtherCents };
        const capped: Adjustment[] = [{ kind: 'at-most', text: 'massimo', cents: cap }];
        const amounts = Array.from({ length: 12 }, (_, index) => amountOf(model, index + 1, capped) ?? 0);
        expect(amounts).toEqual(amounts.toSorted((one, other) => one - other));
        expect(Math.max(...amounts)).toBeLessThanOrEqual(cap);
      }),
    );
  });

  it('by the day counts whole weeks and the days left over, each week up to its cap', () => {
    const model: AmountModel = {
      kind: 'per-day',
      days: 10,
      adultCents: 500,
      minorCents: 700,
      weeklyCapCents: 10_000,
    };
    expect(amountOf(model, 1)).toBe(5_000);
    expect(amountOf(model, 4)).toBe(10_000 + 6_000);
    expect(amountOf(model, 9)).toBe(10_000 + 10_000);
    expect(amountOf({ ...model, weeklyCapCents: null }, 9)).toBe(45_000);
  });

  it('is the tier’s share rounded down to the cent, as the last step', () => {
    const steps = amountSteps({ amounts: { kind: 'by-members', table: [33_333] } }, members(1), 50);
    expect(steps.map(({ kind, amountCents }) => [kind, amountCents])).toEqual([
      ['by-members', 33_333],
      ['tier', 16_666],
    ]);
  });

  it('tells only the adjustments that took effect, in their order', () => {
    const adjustments: Adjustment[] = [
      {
        kind: 'add',
        text: 'Farmaci',
        cents: 3_000,
        when: { quantity: 'needs-medicines', is: 'at-least', value: 1 },
      },
      { kind: 'add-each', text: 'Per ogni minore', cents: 1_000, each: { aged: { to: 17 } } },
      { kind: 'at-most', text: 'Massimo', cents: 41_000 },
    ];
    const family = household({ people: peopleAged(40, 10, 12), monthlyIncome: 0 });
    const rules: AmountRules = { amounts: { kind: 'by-members', table: [40_000] }, adjustments };
    expect(amountSteps(rules, family, 100).map(({ text, amountCents }) => [text, amountCents])).toEqual([
      ['', 40_000],
      ['Per ogni minore', 42_000],
      ['Massimo', 41_000],
    ]);
  });
});
