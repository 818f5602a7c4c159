import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeAnswers } from '../../../../domain/application/merge';
import { differences } from '../../../../domain/programme/editing/differences';
import {
  movedUp,
  nextRow,
  rowsOf,
  withFreeRows,
  withoutRow,
  type Fields,
} from '../../../../domain/programme/editing/fields';

const tiers = {
  'tiers.r1.id': 'a',
  'tiers.r1.when.c1.is': 'at-most',
  'tiers.r2.id': 'b',
  'tiers.r10.id': 'c',
  fundSource: 'Delibera',
} as const;

describe('the rows of a list', () => {
  it('stand in the order of their numbers, and the next one after the last', () => {
    expect(rowsOf(tiers, 'tiers')).toEqual(['r1', 'r2', 'r10']);
    expect(nextRow(tiers, 'tiers')).toBe('r11');
    expect(nextRow({}, 'tiers')).toBe('r1');
    expect(rowsOf(tiers, 'tiers.r1.when', 'c')).toEqual(['c1']);
  });

  it('go away with all they hold, and move nobody else', () => {
    expect(withoutRow(tiers, 'tiers.r1')).toEqual({
      'tiers.r2.id': 'b',
      'tiers.r10.id': 'c',
      fundSource: 'Delibera',
    });
  });

  it('change places with the one before', () => {
    const moved = movedUp(tiers, 'tiers', 'r2');
    expect([moved['tiers.r1.id'], moved['tiers.r2.id'], moved['tiers.r2.when.c1.is']]).toEqual([
      'b',
      'a',
      'at-most',
    ]);
    expect(movedUp(tiers, 'tiers', 'r1')).toEqual(tiers);
  });

  it('moved up and up again are as they were', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 2 }), (numbers) => {
        const fields = Object.fromEntries(numbers.map((number) => [`order.r${number}.by`, String(number)]));
        const [, second = ''] = rowsOf(fields, 'order');
        expect(movedUp(movedUp(fields, 'order', second), 'order', second)).toEqual(fields);
      }),
    );
  });
});

describe('two people who add rows at once', () => {
  const merged = (base: Fields, typed: Fields, current: Fields) =>
    mergeAnswers({ base, typed: withFreeRows(base, typed, current), current });

  it('keep both, in lists and in lines of a condition', () => {
    const base = { 'criteria.r1.id': 'isee' };
    const mine = { ...base, 'criteria.r2.id': 'mio', 'criteria.r1.holds.c2.is': 'at-most' };
    const theirs = { ...base, 'criteria.r2.id': 'loro', 'criteria.r1.holds.c2.is': 'at-least' };
    expect(merged(base, mine, theirs)).toEqual({
      answers: { ...theirs, 'criteria.r3.id': 'mio', 'criteria.r1.holds.c3.is': 'at-most' },
      faults: [],
    });
  });

  it('who tries again what was saved adds nothing', () => {
    const typed = { 'criteria.r1.id': 'isee', 'criteria.r1.text': 'ISEE' };
    expect(merged({}, typed, typed)).toEqual({ answers: typed, faults: [] });
  });
});

it('what changes is told answer by answer, in the order of the form', () => {
  const term = (count: string) => ({ 'terms.decision.count': count, 'terms.decision.unit': 'days' });
  expect(
    differences(
      { ...term('30'), fundSource: 'Prima', allocationCents: '10,00', 'tiers.r1.id': 'a' },
      { ...term('45'), fundSource: 'Dopo', allocationCents: '10,00', 'windows.r2.channel': 'cittadino' },
    ),
  ).toEqual([
    { section: 'fund', answer: 'fundSource', before: { fundSource: 'Prima' }, after: { fundSource: 'Dopo' } },
    {
      section: 'windows',
      answer: 'windows.r2.channel',
      before: {},
      after: { 'windows.r2.channel': 'cittadino' },
    },
    { section: 'tiers', answer: 'tiers.r1.id', before: { 'tiers.r1.id': 'a' }, after: {} },
    { section: 'terms', answer: 'terms.decision', before: term('30'), after: term('45') },
  ]);
});
