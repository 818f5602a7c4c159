import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criteriaOf } from '../../../domain/programme/precheck-criteria';
import { precheck, type Precheck } from '../../../domain/programme/precheck';
import type { AmountModel } from '../../../domain/programme/amounts';

const criteria = criteriaOf('buoni-spesa');
const amounts: AmountModel = { kind: 'by-members', table: [30_000, 40_000, 50_000] };

/** Somebody the avviso was written for. */
const clearCase = {
  residence: 'here',
  citizenship: 'european',
  need: 'emergency',
  support: 'none',
  otherMunicipality: 'no',
  members: '2',
};

function weigh(changes: Record<string, string> = {}): Precheck {
  const outcome = precheck(criteria, amounts, { ...clearCase, ...changes });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

const anyAnswers = fc.record({
  ...Object.fromEntries(
    criteria.map(({ code, answers }) => [code, fc.constantFrom(...Object.keys(answers))] as const),
  ),
  members: fc.constantFrom('1', '2', '3'),
}) as fc.Arbitrary<Record<string, string>>;

describe('who may ask for Buoni Spesa, by the avviso of Assemini', () => {
  it.each([
    [{}, 'probabile'],
    [{ citizenship: 'permit' }, 'probabile'],
    [{ need: 'socialServices' }, 'probabile'],
    [{ citizenship: 'renewing' }, 'da-valutare'],
    [{ need: 'other' }, 'da-valutare'],
    [{ support: 'insufficient' }, 'da-valutare'],
    [{ residence: 'elsewhere' }, 'improbabile'],
    [{ citizenship: 'none' }, 'improbabile'],
    [{ need: 'none' }, 'improbabile'],
    [{ support: 'sufficient' }, 'improbabile'],
    [{ otherMunicipality: 'yes' }, 'improbabile'],
    [{ need: 'other', residence: 'elsewhere' }, 'improbabile'],
  ] as const)('%o: %s', (changes, prospect) => {
    expect(weigh(changes).prospect).toBe(prospect);
  });

  it.each([
    ['1', 30_000],
    ['2', 40_000],
    ['3', 50_000],
  ])('a household of %s would get %i cents', (members, cents) => {
    expect(weigh({ members })).toMatchObject({ members: Number(members), amountCents: cents });
  });

  it('every criterion is reported with its source, and what would change it', () => {
    const { findings } = weigh({ support: 'insufficient' });
    expect(findings.map(({ criterion }) => criterion)).toEqual(criteria.map(({ code }) => code));
    expect(findings.every(({ source }) => source !== '')).toBe(true);
    expect(findings.find(({ criterion }) => criterion === 'support')).toMatchObject({
      standing: 'unsure',
      metBy: ['none'],
    });
  });

  it('doing what each finding says always makes it probable', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const changes = Object.fromEntries(
          weigh(answers).findings.flatMap(({ criterion, metBy }) =>
            metBy[0] ? [[criterion, metBy[0]]] : [],
          ),
        );
        expect(weigh({ ...answers, ...changes }).prospect).toBe('probabile');
      }),
    );
  });

  it('asks again for each question without one of its answers', () => {
    const outcome = precheck(criteria, amounts, { ...clearCase, need: 'constructor', members: '4' });
    expect(outcome).toEqual({
      ok: false,
      error: {
        code: 'invalid',
        faults: [
          { field: 'need', code: 'choice' },
          { field: 'members', code: 'choice' },
        ],
      },
    });
  });
});

it.each(['asilo', 'constructor', ''])('there is nothing to check for “%s”', (slug) => {
  expect(criteriaOf(slug)).toEqual([]);
});
