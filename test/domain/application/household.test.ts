import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../../domain/application/answers';
import { declaredCounts, resultingCounts } from '../../../domain/application/household';
import { formWith, memberAnswers, today } from '../../support/form';

const countsOf = (changes: Record<string, string | undefined>, day = today) =>
  resultingCounts(readAnswers(formWith(changes), day).form, day);

describe('the members that result from the list', () => {
  it('are the beneficiary alone where nobody was added', () => {
    expect(countsOf({})).toEqual({
      total: 1,
      upTo6: 0,
      minors: 0,
      disabled: 0,
      chronic: null,
      over65: 0,
    });
  });

  it('are counted by class, the beneficiary among them', () => {
    const counts = countsOf({
      'beneficiary.birthDate': '1950-01-01',
      'household.beneficiaryDisabled': 'si',
      ...memberAnswers('m1', { birthDate: '2018-01-01' }),
      ...memberAnswers('m2', { birthDate: '2006-01-01', disabled: 'si' }),
      ...memberAnswers('m3', { birthDate: '1980-01-01' }),
    });
    expect(counts).toEqual({ total: 4, upTo6: 1, minors: 2, disabled: 2, chronic: null, over65: 1 });
  });

  it.each([
    ['born today', '2021-03-31', { upTo6: 1, minors: 1, over65: 0 }],
    ['six years old, seven tomorrow', '2014-04-01', { upTo6: 1, minors: 1, over65: 0 }],
    ['seven today', '2014-03-31', { upTo6: 0, minors: 1, over65: 0 }],
    ['seventeen, eighteen tomorrow', '2003-04-01', { upTo6: 0, minors: 1, over65: 0 }],
    ['eighteen today', '2003-03-31', { upTo6: 0, minors: 0, over65: 0 }],
    ['sixty-four, sixty-five tomorrow', '1956-04-01', { upTo6: 0, minors: 0, over65: 0 }],
    ['sixty-five today', '1956-03-31', { upTo6: 0, minors: 0, over65: 1 }],
    ['a hundred and twenty', '1901-03-31', { upTo6: 0, minors: 0, over65: 1 }],
  ])('have the age of the day: %s', (_, birthDate, expected) => {
    expect(countsOf(memberAnswers('m1', { birthDate }))).toMatchObject({ total: 2, ...expected });
  });

  it('grow older with the day on which they are counted', () => {
    const child = memberAnswers('m1', { birthDate: '2014-04-01' });
    expect(countsOf(child, '2021-03-31').upTo6).toBe(1);
    expect(countsOf(child, '2021-04-01').upTo6).toBe(0);
  });

  it('have the age of the tax code where the date of birth cannot be read', () => {
    const child = memberAnswers('m1', { birthDate: '31 febbraio', fiscalCode: 'GLLMRA16P10H501D' });
    expect(countsOf(child)).toMatchObject({ total: 2, upTo6: 1, minors: 1 });
    expect(countsOf({ 'beneficiary.birthDate': undefined }, '2032-01-12').over65).toBe(1);
    expect(countsOf({ 'beneficiary.birthDate': undefined }, '2032-01-11').over65).toBe(0);
  });

  it('count somebody of whom neither can be read, in no class of age', () => {
    const child = memberAnswers('m1', { birthDate: '31 febbraio', fiscalCode: 'GLLMRA16P10H501' });
    expect(countsOf(child)).toMatchObject({ total: 2, minors: 0 });
  });
});

describe('the members that were declared', () => {
  it('are the figures of the form, whatever the list says', () => {
    const answers = formWith({
      'household.declared.total': '4',
      'household.declared.upTo6': '1',
      'household.declared.minors': '3',
      'household.declared.disabled': '0',
      'household.declared.chronic': '2',
    });
    expect(declaredCounts(readAnswers(answers, today).form)).toEqual({
      total: 4,
      upTo6: 1,
      minors: 3,
      disabled: 0,
      chronic: 2,
      over65: null,
    });
  });
});
