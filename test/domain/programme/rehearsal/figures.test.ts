import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discreetly, figureLines, figuresOf } from '../../../../domain/programme/rehearsal/figures';
import { judgeHousehold, rehearse } from '../../../../domain/programme/rehearsal/rehearsal';
import type { ProgrammeRules } from '../../../../domain/programme/rules';
import { household } from '../../../support/avvisi';
import { rulesWith } from '../../../support/rules';

const rules = (allocationCents = 10_000_000): ProgrammeRules =>
  rulesWith({
    allocationCents,
    criteria: [
      {
        id: 'isee',
        text: 'ISEE',
        source: 'Avviso',
        holds: { quantity: 'isee', is: 'at-most', value: 500_000 },
      },
    ],
  });

/** So many households that are admitted, excluded, and to be checked. */
const people = (admitted: number, excluded: number, toCheck: number) =>
  [admitted, excluded, toCheck].flatMap((count, at) =>
    Array.from({ length: count }, () => household({ isee: [100, 900_000, null][at] ?? null })),
  );

const told = (households: ReturnType<typeof people>, by = rules()) =>
  figuresOf(
    rehearse(
      by,
      households.map((facts) => judgeHousehold(by, facts)),
    ),
    'past',
  );

describe('of people who applied', () => {
  it('small counts are hidden with what would tell them; that there is nobody is told', () => {
    expect(discreetly([50, 0, 12])).toEqual([50, 0, 12]);
    expect(discreetly([50, 3, 12])).toEqual([50, null, null]);
    expect(discreetly([50, 3])).toEqual([null, null]);
    expect(discreetly([2, 0, 1])).toEqual([null, 0, null]);
  });

  it('no table hides one count alone: the total would tell it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }), (counts) => {
        const shown = discreetly(counts);
        const hidden = counts.filter((_, at) => shown[at] === null);
        expect(counts.filter((each, at) => each > 0 && each < 5 && shown[at] !== null)).toEqual([]);
        if (counts.reduce((sum, each) => sum + each, 0) >= 5) expect(hidden.length).not.toBe(1);
      }),
    );
  });

  it('a few who are to be checked hide themselves, not what the fund does', () => {
    const figures = told(people(40, 20, 2));
    expect(figures).toMatchObject({ eligible: 42, excluded: 20, admitted: null, toCheck: null });
    expect(figures.criteria).toMatchObject([{ fails: 20, holds: null, unknown: null }]);
    expect(figures.fund).toMatchObject({ reaches: true, served: 42, waiting: 0, askedCents: 42 * 30_000 });
  });

  it('a few who are excluded hide all that is worked out by them', () => {
    const figures = told(people(40, 2, 0));
    const hidden = figureLines(figures).filter(({ value }) => value === null);
    expect(hidden.map(({ key }) => key)).toEqual([
      'admitted',
      'toCheck',
      'excluded',
      'asked',
      'mean',
      'least',
      'median',
      'most',
      'served',
      'waiting',
      'given',
      'left',
    ]);
    expect(figures.criteria).toMatchObject([{ fails: null, holds: null, unknown: null }]);
    expect(figures.bySize.filter(({ households }) => households !== null)).toEqual([]);
    expect(figures.fund.leftAlong).toEqual([]);
  });

  it('a few the fund does not reach hide what was given, by which they could be counted', () => {
    const { fund } = told(people(40, 0, 0), rules(38 * 30_000));
    expect(fund).toMatchObject({
      reaches: false,
      served: null,
      waiting: null,
      givenCents: null,
      leftCents: null,
    });
    expect(fund.exhaustedAfter).toBeNull();
    expect(told(people(40, 0, 0), rules(20 * 30_000)).fund).toMatchObject({
      served: 20,
      waiting: 20,
      exhaustedAfter: 21,
    });
  });

  it('of fewer than five nothing is told', () => {
    const { fund, ...figures } = told(people(4, 0, 0));
    expect(figures).toMatchObject({ eligible: null, admitted: null, amounts: null, meanCents: null });
    expect(fund).toMatchObject({ askedCents: null, givenCents: null, served: null });
  });
});
