import { describe, expect, it } from 'vitest';
import { questionsOn } from '../../../domain/application/questions';
import { disagreements, familyNameLetters, givenNameLetters } from '../../../domain/fiscal-code-agreement';
import { placeNames } from '../../../domain/places';
import { wholeAnswers } from '../../../scripts/demo/answers';

const today = '2026-11-22';

const luigi = {
  'beneficiary.fiscalCode': 'GLLLGU67A12H501V',
  'beneficiary.familyName': 'Giallo',
  'beneficiary.givenName': 'Luigi',
  'beneficiary.birthDate': '1967-01-12',
};

describe('the letters of a name in a tax code', () => {
  it.each([
    ['Giallo', 'GLL'],
    ["D'Angelo", 'DNG'],
    ['Fo', 'FOX'],
    ['Aa', 'AAX'],
    ['Bo', 'BOX'],
    ['De Rosa', 'DRS'],
    ['Nicolò', 'NCL'],
    ['Weiß', 'WSS'],
    ['Łukaszewicz', 'LKS'],
  ])('of the family name %s are %s', (name, letters) => expect(familyNameLetters(name)).toBe(letters));

  it.each([
    ['Luigi', 'LGU'],
    ['Gabriele', 'GRL'],
    ['Maria Grazia', 'MGR'],
    ['Youssef', 'YSF'],
    ['Ada', 'DAA'],
    ['Li', 'LIX'],
    ['Mario', 'MRA'],
  ])('of the given name %s are %s', (name, letters) => expect(givenNameLetters(name)).toBe(letters));
});

describe('a tax code and the person who states it', () => {
  const person = { familyName: 'Giallo', givenName: 'Luigi', birthDate: '1967-01-12', birthPlace: 'roma' };

  it('agree for the person of the manual, wherever capitals and accents stand', async () => {
    const names = await placeNames();
    expect(disagreements('GLLLGU67A12H501V', person, names, today)).toEqual([]);
  });

  it.each([
    [{ familyName: 'Verdi' }, 'family-name'],
    [{ givenName: 'Luisa Maria' }, 'given-name'],
    [{ birthDate: '1967-12-01' }, 'birth-date'],
    [{ birthPlace: 'Cagliari' }, 'birth-place'],
  ])('do not agree with %o, which is asked about as %s', async (changed, what) => {
    const names = await placeNames();
    expect(disagreements('GLLLGU67A12H501V', { ...person, ...changed }, names, today)).toEqual([what]);
  });

  it('agree where digits were replaced because two people would share a code', async () => {
    const names = await placeNames();
    expect(disagreements('GLLLGU67A12H50MC', { ...person, birthPlace: null }, names, today)).toEqual([]);
  });

  it('know places that are no more, foreign states, and ask nothing of places they do not know', async () => {
    const names = await placeNames();
    expect(names('D005')).toContain('Corigliano Calabro');
    expect(names('Z352')).toContain('Tunisia');
    expect(names('Z118')[0]).toMatch(/Jugoslavia/);
    expect(names('X999')).toEqual([]);
    expect(disagreements('GLLLGU67A12X999A', person, names, today)).toEqual([]);
  });
});

describe('the questions on a form', () => {
  it('are none for answers that agree', async () => {
    expect(questionsOn(wholeAnswers(luigi), await placeNames(), today)).toEqual([]);
  });

  it.each([
    [{ 'beneficiary.birthPlace': 'Cagliari' }, 'beneficiary.fiscalCode', 'code-birth-place'],
    [{ 'annualIncomes.lavoro': '54.000,00' }, 'monthlyMeans.income', 'months-and-year'],
    [
      { 'declarations.noOtherProperty': 'si', 'monthlyMeans.property': '200,00' },
      'declarations.noOtherProperty',
      'property-and-income',
    ],
    [{ 'declarations.noLiquidity': 'si' }, 'declarations.noLiquidity', 'liquidity-and-balance'],
  ])('ask about %o at its field', async (odd, field, code) => {
    const questions = questionsOn({ ...wholeAnswers(luigi), ...odd }, await placeNames(), today);
    expect(questions.map((question) => [question.field, question.code])).toEqual([[field, code]]);
  });

  it('wait until what they need has been written, and can be read', async () => {
    expect(questionsOn({}, await placeNames(), today)).toEqual([]);
    const unfinished = { ...wholeAnswers(luigi), 'beneficiary.fiscalCode': 'GLLLGU67A12' };
    expect(questionsOn(unfinished, await placeNames(), today)).toEqual([]);
  });
});
