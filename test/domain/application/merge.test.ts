import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../domain/application/answers';
import { memberIds } from '../../../domain/application/fields';
import { mergeAnswers } from '../../../domain/application/merge';
import { memberAnswers } from '../../support/form';

const base = { 'need.description': 'Perdita del lavoro', 'housing.cost': '380,00' };

describe('what was typed in two places', () => {
  it.each<[string, Answers, Answers, Answers]>([
    ['changed here only', { ...base, 'housing.cost': '400' }, base, { ...base, 'housing.cost': '400' }],
    ['changed there only', base, { ...base, 'housing.cost': '400' }, { ...base, 'housing.cost': '400' }],
    [
      'changed to the same',
      { ...base, 'housing.cost': '1' },
      { ...base, 'housing.cost': '1' },
      { ...base, 'housing.cost': '1' },
    ],
    [
      'different fields on each side',
      { ...base, 'housing.cost': '400' },
      { ...base, 'need.description': 'Chiusura' },
      { 'need.description': 'Chiusura', 'housing.cost': '400' },
    ],
    [
      'emptied here',
      { 'need.description': 'Perdita del lavoro' },
      base,
      { 'need.description': 'Perdita del lavoro' },
    ],
    ['emptied on both sides', {}, {}, {}],
    [
      'a field that was not shown here',
      base,
      { ...base, 'isee.amount': '1' },
      { ...base, 'isee.amount': '1' },
    ],
  ])('%s is put together', (_case, typed, current, answers) => {
    expect(mergeAnswers({ base, typed, current })).toEqual({ answers, faults: [] });
  });

  it('is told field by field where both sides changed the same field differently', () => {
    const typed = { ...base, 'housing.cost': '400' };
    const current = { ...base, 'housing.cost': '450' };
    expect(mergeAnswers({ base, typed, current }).faults).toEqual([
      { field: 'housing.cost', code: 'edited-elsewhere', params: { theirs: '450' } },
    ]);
    expect(mergeAnswers({ base, typed, current: {} }).faults).toEqual([
      { field: 'housing.cost', code: 'emptied-elsewhere' },
    ]);
  });
});

describe('members added in two places', () => {
  const anna = memberAnswers('m1', { givenName: 'Anna' });
  const bruno = memberAnswers('m1', { givenName: 'Bruno' });

  it('are both kept, each under an id of their own', () => {
    const { answers, faults } = mergeAnswers({ base: {}, typed: anna, current: bruno });
    expect(faults).toEqual([]);
    expect(answers['members.m1.givenName']).toBe('Bruno');
    expect(answers['members.m2.givenName']).toBe('Anna');
  });

  it('are one where they are the same person: only the answer to the first try was lost', () => {
    expect(memberIds(mergeAnswers({ base: {}, typed: anna, current: anna }).answers)).toEqual(['m1']);
  });

  it('keep the id they have once both sides know them', () => {
    const typed = { ...anna, 'members.m1.givenName': 'Annalisa' };
    expect(mergeAnswers({ base: anna, typed, current: anna }).answers).toEqual(typed);
  });
});

const answersOf = fc.dictionary(
  fc.constantFrom('need.description', 'housing.cost', 'isee.amount', 'contacts.phone'),
  fc.constantFrom('a', 'b', 'c'),
);

describe('for any texts', () => {
  it('merging into what the typing began from gives what was typed', () => {
    fc.assert(
      fc.property(answersOf, answersOf, (current, typed) => {
        expect(mergeAnswers({ base: current, typed, current })).toEqual({ answers: typed, faults: [] });
      }),
    );
  });

  it('merging twice is merging once', () => {
    fc.assert(
      fc.property(answersOf, answersOf, answersOf, (before, typed, current) => {
        const once = mergeAnswers({ base: before, typed, current });
        if (once.faults.length > 0) return;
        expect(mergeAnswers({ base: before, typed, current: once.answers })).toEqual(once);
      }),
    );
  });

  it('no text is lost: each side’s change stands in the outcome or is told', () => {
    fc.assert(
      fc.property(answersOf, answersOf, answersOf, (before, typed, current) => {
        const { answers, faults } = mergeAnswers({ base: before, typed, current });
        const told = new Set(faults.map(({ field }) => field));
        for (const field of Object.keys({ ...before, ...typed, ...current })) {
          const shown = Object.hasOwn(before, field) || Object.hasOwn(typed, field);
          const changedHere = shown && (typed[field] ?? '') !== (before[field] ?? '');
          if (told.has(field)) continue;
          expect(answers[field] ?? '').toBe((changedHere ? typed[field] : current[field]) ?? '');
        }
      }),
    );
  });
});
