import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unexplained, type Operation } from '../../../scripts/chaos/linearizable';

const operation = (changes: Partial<Operation>): Operation => ({
  ...{ name: 'spent', change: 0, outcome: 'done', told: null, started: 0, ended: 1 },
  ...changes,
});

/** A call that was asked and answered between two instants. */
const call = (
  started: number,
  ended: number,
  change: number,
  told: number | null,
  more: Partial<Operation> = {},
) => operation({ started, ended, change, told, ...more });

describe('a history of one balance', () => {
  it.each<[string, Operation[]]>([
    ['calls one after the other', [call(0, 1, -30, 70), call(2, 3, -30, 40), call(4, 5, 30, 70)]],
    ['two at once, answered in the other order', [call(0, 9, -30, 50), call(1, 2, -20, 80)]],
    ['a refusal for want of money', [call(0, 1, -80, 20), call(2, 3, -30, 20, { outcome: 'refused' })]],
    ['a look while something is under way that shows none of it', [call(0, 9, -30, 70), call(1, 2, 0, 100)]],
    [
      'one that nobody heard of and that shows later',
      [call(0, 1, -30, null, { outcome: 'unknown' }), call(2, 3, 0, 100), call(4, 5, 0, 70)],
    ],
    [
      'one that nobody heard of and that never happened',
      [call(0, 1, -30, null, { outcome: 'unknown' }), call(2, 3, 0, 100)],
    ],
  ])('is explained: %s', (_, history) => {
    expect(unexplained(history, 100)).toBeNull();
  });

  it.each<[string, Operation[]]>([
    ['two that both were told they came first', [call(0, 5, -30, 70), call(0, 5, -30, 70)]],
    ['more than there is', [call(0, 5, -60, null), call(0, 5, -60, null)]],
    ['a look that has forgotten what was acknowledged', [call(0, 1, -30, 70), call(2, 3, 0, 100)]],
    ['a refusal although there was money enough', [call(0, 1, -30, 100, { outcome: 'refused' })]],
    ['a spend that was made twice', [call(0, 1, -30, 70), call(2, 3, 0, 40)]],
    [
      'a spend that came to be undone',
      [call(0, 1, -30, null, { outcome: 'unknown' }), call(2, 3, 0, 70), call(4, 5, 0, 100)],
    ],
    [
      'one that nobody heard of, and that shows before it was asked',
      [call(4, 5, -30, null, { outcome: 'unknown' }), call(2, 3, 0, 70)],
    ],
  ])('is not explained: %s', (_, history) => {
    expect(unexplained(history, 100)).toMatch(/^no order explains/);
  });
});

/** What a balance of 1000 does with calls one after the other; each is asked some time before it happens, and answered after. */
const anyHistory = fc
  .array(
    fc.record({
      change: fc.integer({ min: -400, max: 150 }),
      before: fc.integer({ min: 0, max: 30 }),
      after: fc.integer({ min: 0, max: 30 }),
      lost: fc.boolean().map((lost) => lost),
      unlucky: fc.nat(9),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((calls) => {
    let balance = 1_000;
    return calls.map(({ change, before, after, lost, unlucky }, place): Operation => {
      const times = { started: place * 10 - before, ended: place * 10 + 1 + after };
      const isRefused = balance + change < 0;
      if (!isRefused) balance += change;
      const isUnknown = lost && unlucky === 0 && !isRefused;
      const outcome = isUnknown ? 'unknown' : isRefused ? 'refused' : 'done';
      return operation({ change, outcome, told: isUnknown ? null : balance, ...times });
    });
  });

describe('any history', () => {
  it('that came of one call after the other is explained', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(unexplained(history, 1_000)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('in which one balance was told wrongly, with nothing lost and nothing at once, is not', () => {
    const inTurn = anyHistory.map((history) =>
      history
        .filter(({ outcome }) => outcome === 'done')
        .map((each, place) => ({
          ...each,
          change: -1,
          told: 999 - place,
          started: place * 10,
          ended: place * 10 + 5,
        })),
    );
    fc.assert(
      fc.property(inTurn, fc.nat(), fc.integer({ min: 1, max: 50 }), (history, which, by) => {
        fc.pre(history.length > 0);
        const place = which % history.length;
        const wrong = history.map((each, at) => (at === place ? { ...each, told: each.told + by } : each));
        expect(unexplained(wrong, 1_000)).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
