import { describe, expect, it } from 'vitest';
import { judge, judgeCriterion, type Condition, type Verdict } from '../../../domain/programme/criteria';
import { quantityOf } from '../../../domain/programme/facts';
import { household, peopleAged } from '../../support/avvisi';

const isee = (value: number): Condition => ({ quantity: 'isee', is: 'at-most', value });
const members = (value: number): Condition => ({ quantity: 'members', is: 'at-least', value });
const poor = household({ isee: 500_000, people: peopleAged(40, 10) });
const unknownIsee = household({ isee: null, people: peopleAged(40, 10) });

describe('a condition', () => {
  it.each<[string, Condition, typeof poor, Verdict]>([
    ['that holds', isee(500_000), poor, 'holds'],
    ['that fails', isee(499_999), poor, 'fails'],
    ['on what is not known', isee(500_000), unknownIsee, 'unknown'],
    ['of parts that all hold', { all: [isee(500_000), members(2)] }, poor, 'holds'],
    ['of parts one of which fails', { all: [isee(500_000), members(3)] }, poor, 'fails'],
    [
      'with an unknown part that another failure decides',
      { all: [isee(1), members(3)] },
      unknownIsee,
      'fails',
    ],
    ['with an unknown part that decides', { all: [isee(1), members(2)] }, unknownIsee, 'unknown'],
    ['of parts one of which is enough', { any: [isee(1), members(2)] }, poor, 'holds'],
    ['of parts none of which is enough', { any: [isee(1), members(3)] }, poor, 'fails'],
    ['with an unknown part that may be enough', { any: [isee(1), members(3)] }, unknownIsee, 'unknown'],
    ['of no parts', { all: [] }, poor, 'holds'],
  ])('%s', (_, condition, facts, verdict) => {
    expect(judge(condition, facts).verdict).toBe(verdict);
  });

  it('shows each comparison with what stood on both sides', () => {
    const text = 'ISEE non superiore a 4.000 €';
    const criterion = { id: 'isee', text, source: 'art. 2', holds: isee(400_000) };
    const failing = {
      quantity: 'isee',
      found: 500_000,
      is: 'at-most',
      threshold: 400_000,
      verdict: 'fails',
      source: 'dichiarato',
    };
    expect(judgeCriterion(criterion, poor)).toEqual({
      id: 'isee',
      text,
      source: 'art. 2',
      verdict: 'fails',
      checks: [failing],
      remedies: [[failing]],
    });
  });

  it('tells where each figure comes from', () => {
    const sources = { people: 'anagrafe', isee: 'inps', helpedBefore: 'ufficio' } as const;
    const all: Condition[] = [
      isee(1),
      members(1),
      { quantity: { aged: { to: 17 } }, is: 'at-least', value: 1 },
      { quantity: 'disabled', is: 'at-least', value: 1 },
      { quantity: 'helped-before', is: 'at-most', value: 0 },
    ];
    const sourcesIn = (facts: typeof poor) => judge({ all }, facts).checks.map(({ source }) => source);
    expect(sourcesIn({ ...poor, sources })).toEqual([
      'inps',
      'anagrafe',
      'anagrafe',
      'dichiarato',
      'ufficio',
    ]);
    expect(new Set(sourcesIn(poor))).toEqual(new Set(['dichiarato']));
  });

  it.each<[string, Condition, [string, number][][] | undefined]>([
    ['that holds needs nothing', isee(500_000), undefined],
    ['with one check', isee(1), [[['isee', 1]]]],
    ['of which a part holds', { all: [isee(1), members(2)] }, [[['isee', 1]]]],
    [
      'of which every part fails',
      { all: [isee(1), members(3)] },
      [
        [
          ['isee', 1],
          ['members', 3],
        ],
      ],
    ],
    ['of which one part is enough', { any: [isee(1), members(3)] }, [[['isee', 1]], [['members', 3]]]],
    [
      'with ways of different length, the shortest first',
      { any: [{ all: [isee(1), members(3)] }, isee(2)] },
      [
        [['isee', 2]],
        [
          ['isee', 1],
          ['members', 3],
        ],
      ],
    ],
  ])('%s', (_, holds, ways) => {
    const { remedies } = judgeCriterion({ id: 'x', text: 'x', source: 'x', holds }, poor);
    expect(remedies?.map((way) => way.map(({ quantity, threshold }) => [quantity, threshold]))).toEqual(ways);
  });
});

describe('a quantity', () => {
  it('counts members by age and by year of birth, both ends included', () => {
    const facts = household({ people: peopleAged(2, 3, 17, 18, 66) });
    expect(quantityOf(facts, { aged: { to: 2 } })).toBe(1);
    expect(quantityOf(facts, { aged: { from: 3, to: 17 } })).toBe(2);
    expect(quantityOf(facts, { born: { from: 2018 } })).toBe(2);
  });

  it('by age is not known where one age is not', () => {
    const people = [...peopleAged(40), { age: null, birthYear: null, disabled: false }];
    expect(quantityOf(household({ people }), { aged: { to: 17 } })).toBeNull();
    expect(quantityOf(household({ people }), 'members')).toBe(2);
  });

  it('of income for each member is rounded down to the cent', () => {
    const facts = household({ monthlyIncome: 100_000, people: peopleAged(40, 10, 8) });
    expect(quantityOf(facts, 'monthly-income-per-member')).toBe(33_333);
  });
});
