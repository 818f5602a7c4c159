import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeAnswers } from '../../../domain/application/merge';
import { pauseAfter, recovered, same, type Copy } from '../../../app/domande/[id]/_draft/autosave/plan';

const copy = (changes: Partial<Copy>): Copy => ({
  base: {},
  sent: [],
  typed: {},
  at: 0,
  by: 'p',
  ...changes,
});

describe('what a copy puts back', () => {
  test.each([
    ['what was typed and the page does not show', { typed: { a: 'x' } }, { a: '' }, { a: 'x' }, []],
    ['an answer that was emptied', { base: { a: 'x' }, typed: { a: '' } }, { a: 'x' }, { a: '' }, []],
    ['nothing the person did not change', { base: { a: 'x' }, typed: { a: 'x' } }, { a: 'y' }, {}, []],
    ['nothing that is shown already', { typed: { a: 'x' } }, { a: 'x' }, {}, []],
    ['nothing into fields the page has not', { typed: { a: 'x', b: 'y' } }, { b: '' }, { b: 'y' }, []],
    [
      'what was typed after a try whose answer was lost',
      { sent: [{ a: 'x' }], typed: { a: 'xy' } },
      { a: 'x' },
      { a: 'xy' },
      [],
    ],
    [
      'what has become something else, and says so',
      { typed: { a: 'x' } },
      { a: 'z' },
      { a: 'x' },
      [{ field: 'a', theirs: 'z' }],
    ],
    [
      'what was emptied elsewhere, and says so',
      { base: { a: 'w' }, typed: { a: 'x' } },
      { a: '' },
      { a: 'x' },
      [{ field: 'a', theirs: '' }],
    ],
  ])('%s', (_, changes, shown, put, disputes) => {
    expect(recovered(copy(changes), shown as Record<string, string>)).toEqual({ put, disputes });
  });

  const texts = fc.record({ a: fc.constantFrom('', 'x', 'y'), b: fc.constantFrom('', 'x', 'y') });

  test('agrees with the merge that saving would do', () => {
    fc.assert(
      fc.property(texts, texts, texts, (base, typed, shown) => {
        const { put, disputes } = recovered(copy({ base, typed }), shown);
        const { answers, faults } = mergeAnswers({ base, typed, current: shown });
        expect(disputes.map(({ field }) => field)).toEqual(faults.map(({ field }) => field));
        if (faults.length === 0) expect(same({ ...shown, ...put }, answers)).toBe(true);
      }),
    );
  });
});

test('an empty answer is as good as none', () => {
  expect(same({ a: '', b: 'x' }, { b: 'x' })).toBe(true);
  expect(same({ a: 'x' }, {})).toBe(false);
});

test('pauses grow, have a limit, differ by chance, and are never shorter than the server asks', () => {
  const pauses = [1, 2, 3, 10].map((failures) => [pauseAfter(failures, 0), pauseAfter(failures, 1)]);
  expect(pauses).toEqual([
    [1_000, 2_000],
    [2_000, 4_000],
    [4_000, 8_000],
    [30_000, 60_000],
  ]);
  expect(pauseAfter(1, 0, 5_000)).toBe(5_000);
});
