import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../domain/application/answers';
import { mergeAnswers } from '../../../domain/application/merge';
import { reconcile } from '../../../domain/application/reconcile';

const fieldNames = ['monthlyMeans.income', 'monthlyMeans.property', 'monthlyMeans.bankBalance'];

/** A section's answers, some of them empty; few texts, so that both sides often write the same. */
const someAnswers = fc
  .record(Object.fromEntries(fieldNames.map((name) => [name, fc.constantFrom('', '1', '2', '3')])))
  .map((answers): Answers => Object.fromEntries(Object.entries(answers).filter(([, text]) => text !== '')));

describe('what was typed over a draft that has moved on', () => {
  it('shows both sides’ changes, and in dispute what was typed here', () => {
    const base = { 'monthlyMeans.income': '1' };
    const typed = { 'monthlyMeans.income': '2', 'monthlyMeans.bankBalance': '10' };
    const current = { 'monthlyMeans.income': '3', 'monthlyMeans.property': '20', 'housing.cost': '380' };
    expect(reconcile('monthlyMeans', { base, typed, current })).toEqual({
      shown: {
        'monthlyMeans.income': '2',
        'monthlyMeans.property': '20',
        'monthlyMeans.bankBalance': '10',
      },
      base: { 'monthlyMeans.income': '3', 'monthlyMeans.property': '20' },
      faults: [{ field: 'monthlyMeans.income', code: 'edited-elsewhere', params: { theirs: '3' } }],
    });
  });

  it('can be saved as shown: no dispute is left, and nothing that only one side changed is undone', () => {
    fc.assert(
      fc.property(someAnswers, someAnswers, someAnswers, (base, typed, current) => {
        const { shown, base: saved, faults } = reconcile('monthlyMeans', { base, typed, current });
        const decided = mergeAnswers({ base: saved, typed: shown, current });
        expect(decided.faults).toEqual([]);
        const disputed = new Set(faults.map(({ field }) => field));
        for (const name of fieldNames) {
          const [before, mine, theirs] = [base[name] ?? '', typed[name] ?? '', current[name] ?? ''];
          const expected = disputed.has(name) || mine !== before ? mine : theirs;
          expect(decided.answers[name] ?? '').toBe(expected);
        }
      }),
    );
  });
});
