import { describe, expect, it } from 'vitest';
import { questionsOn } from '../../../domain/application/questions';
import { checkCharacter, fiscalCodeFault, readFiscalCode } from '../../../domain/fiscal-code';
import { disagreements, familyNameLetters, givenNameLetters } from '../../../domain/fiscal-code-agreement';
import { placeNames } from '../../../domain/places';
import { wholeAnswers } from '../../../scripts/demo/answers';
import { memberAnswers } from '../../support/form';

const today = '2026-11-22';

const places = placeNames();

const luigi = {
  'beneficiary.fiscalCode': 'GLLLGU67A12H501V',
  'beneficiary.familyName': 'Giallo',
  'beneficiary.givenName': 'Luigi',
  'beneficiary.birthDate': '1967-01-12',
  'contacts.email': 'luigi@example.org',
};

const checked = (body: string): string => body + checkCharacter(body);

/** Field and code of what is asked about Luigi's whole form with some answers changed. */
const asked = (changes: Record<string, string>) =>
  questionsOn({ ...wholeAnswers(luigi), ...changes }, places, today, 'Assemini').map(({ field, code }) => [
    field,
    code,
  ]);

/** The beneficiary's answers as a member's. */
const personOf = ({ 'beneficiary.familyName': familyName, ...person }: typeof luigi) => ({
  familyName,
  givenName: person['beneficiary.givenName'],
  birthDate: person['beneficiary.birthDate'],
});

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
    ['O’Brien', 'BRN'],
    ['Nguyễn', 'NGY'],
    ['Đặng', 'DNG'],
    ['Ng', 'NGX'],
    ['Lo', 'LOX'],
    ['-', 'XXX'],
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

  it('agree for the person of the manual, wherever capitals and accents stand', () => {
    expect(disagreements('GLLLGU67A12H501V', person, places.of, today)).toEqual([]);
  });

  it.each([
    [{ familyName: 'Verdi' }, 'family-name'],
    [{ givenName: 'Luisa Maria' }, 'given-name'],
    [{ birthDate: '1967-12-01' }, 'birth-date'],
    [{ birthPlace: 'Cagliari' }, 'birth-place'],
  ])('do not agree with %o, which is asked about as %s', (changed, what) => {
    expect(disagreements('GLLLGU67A12H501V', { ...person, ...changed }, places.of, today)).toEqual([what]);
  });

  it('agree where digits were replaced because two people would share a code', () => {
    for (const code of ['GLLLGU67A12H50MC', 'GLLLGUSTAMNHRLMX']) {
      expect(disagreements(code, { ...person, birthPlace: 'Roma' }, places.of, today)).toEqual([]);
    }
  });

  it('say nothing of places they do not know', () => {
    expect(disagreements('GLLLGU67A12X999A', person, places.of, today)).toEqual([]);
  });

  it.each([
    ["D'Angelo", 'Nicolò', '1979-06-03', 'Cagliari', 'DNGNCL79H03B354G'],
    ['D’ANGELO', 'NICOLO’', '1979-06-03', 'CAGLIARI', 'DNGNCL79H03B354G'],
    ['De Luca', 'Maria Grazia', '1990-03-21', 'Assemini (CA)', 'DLCMGR90C61A474'],
    ['DeLuca', 'Maria-Grazia', '1990-03-21', 'Assemini', 'DLCMGR90C61A474'],
    ['Wójcik', 'Łukasz', '1981-11-30', 'Polonia', 'WJCLSZ81S30Z127'],
    ["O'Brien", 'Seán', '1975-02-28', 'Irlanda', 'BRNSNE75B28Z116'],
    ['Nguyễn', 'Thị Hương', '1992-07-04', 'Vietnam', 'NGYTHN92L44Z251'],
    ['Fo', 'Jacopo', '1955-03-31', 'Roma', 'FOXJCP55C31H501'],
    ['Lo', 'Li', '1999-12-31', 'Cina', 'LOXLIX99T31Z210'],
    ['Ng', 'Ada', '2001-01-01', 'Singapore', 'NGXDAA01A41Z248'],
    ['Suharto', '-', '1970-05-05', 'Indonesia', 'SHRXXX70E05Z223'],
    ['Suharto', '-', '1970-05-05', 'Indonesia', 'SHRSHR70E05Z223'],
    ['Hübner', 'Jörg', '1960-08-15', 'Bozen', 'HBNJRG60M15A952'],
    ['Иванова', 'Анна', '1988-10-09', 'Russia', 'VNVNNA88R49Z154'],
    ['Ben Salah', 'Youssef', '1988-09-15', 'Tunisi, Tunisia', 'BNSYSF88P15Z352W'],
    ['Rossi', 'Ada', '1919-12-10', 'Corigliano Calabro', 'RSSDAA19T50D005'],
    ['Rossi', 'Ada', '2019-12-10', 'Corigliano-Rossano', 'RSSDAA19T50M403'],
  ])(
    'agree for %s %s, born %s at %s, whose code is %s',
    (familyName, givenName, birthDate, birthPlace, body) => {
      const code = body.length === 16 ? body : body + checkCharacter(body);
      expect(fiscalCodeFault(code)).toBeNull();
      const person = { familyName, givenName, birthDate, birthPlace };
      expect(disagreements(code, person, places.of, today)).toEqual([]);
    },
  );

  it('have nothing to say of the sex, which is not asked: 40 days more are a woman’s date', () => {
    const woman = checked('GLLLGU67A52H501');
    expect(readFiscalCode(woman, today)?.sex).toBe('F');
    expect(disagreements(woman, person, places.of, today)).toEqual([]);
  });
});

describe('the questions on a form', () => {
  it('are none for answers that agree', () => {
    expect(asked({})).toEqual([]);
  });

  it.each([
    [{ 'beneficiary.birthPlace': 'Cagliari' }, 'beneficiary.fiscalCode', 'code-birth-place'],
    [{ 'beneficiary.birthPlace': 'Rma' }, 'beneficiary.birthPlace', 'unknown-place-near'],
    [{ 'beneficiary.birthPlace': 'Dove capita' }, 'beneficiary.birthPlace', 'unknown-place'],
    [{ 'residence.municipality': 'Cagliari' }, 'residence.municipality', 'residence-elsewhere'],
    [{ 'residence.municipality': 'Assimini' }, 'residence.municipality', 'unknown-place-near'],
    [{ 'domicile.municipality': 'Decimomanu' }, 'domicile.municipality', 'unknown-place-near'],
    [{ 'household.declared.total': '4' }, 'household.declared.total', 'total-and-list'],
    [{ 'annualIncomes.lavoro': '54.000,00' }, 'monthlyMeans.income', 'months-and-year'],
    [{ 'annualIncomes.naspi': '600,00' }, 'declarations.noPublicSupport', 'no-support-and-income'],
    [
      { 'annualIncomes.reis': '600,00', 'declarations.noPublicSupport': '' },
      'declarations.noOtherSupport',
      'no-support-and-income',
    ],
    [
      {
        'monthlyMeans.income': '0',
        'annualIncomes.lavoro': '',
        'sustenance.amount': '0',
        'sustenance.description': 'Aiuto dei vicini',
      },
      'sustenance.amount',
      'nothing-to-live-on',
    ],
    [
      { 'declarations.noOtherProperty': 'si', 'monthlyMeans.property': '200,00' },
      'declarations.noOtherProperty',
      'property-and-income',
    ],
    [{ 'declarations.noLiquidity': 'si' }, 'declarations.noLiquidity', 'liquidity-and-balance'],
    [
      {
        'declarations.noOtherMunicipality': '',
        'declarations.noPublicSupport': '',
        'declarations.noOtherSupport': '',
      },
      'declarations.socialServices',
      'none-declared',
    ],
  ] as [Record<string, string>, string, string][])('ask about %o at its field', (odd, field, code) => {
    expect(asked(odd)).toEqual([[field, code]]);
  });

  it('are asked where support is declared and no yearly income is', () => {
    const receiving = {
      'declarations.receivesSupport': 'si',
      'declarations.noPublicSupport': '',
      'declarations.noOtherSupport': '',
      'declarations.supportKind': 'Rei',
      'declarations.supportMonthly': '120',
    };
    expect(asked(receiving)).toEqual([]);
    expect(asked({ ...receiving, 'annualIncomes.lavoro': '' }).at(-1)).toEqual([
      'declarations.supportMonthly',
      'support-and-no-income',
    ]);
  });

  it('say nothing of disability benefits, which are no income support', () => {
    expect(asked({ 'annualIncomes.invalidita': '600', 'annualIncomes.accompagnamento': '600' })).toEqual([]);
  });

  it('take the municipality in all its ways', () => {
    for (const residence of ['ASSEMINI', 'Assemini (CA)', '09032 Assemini', 'Comune di Assemini']) {
      expect(asked({ 'residence.municipality': residence })).toEqual([]);
    }
  });

  it('suggest the place of birth that the tax code has', () => {
    const [question] = questionsOn(
      { ...wholeAnswers(luigi), 'beneficiary.birthPlace': 'Roxa' },
      places,
      today,
      'Assemini',
    );
    expect(question?.params).toEqual({ place: 'Roxa', suggestion: 'Roma' });
  });

  it('find a tax code that stands twice, and the beneficiary listed again', () => {
    const members = {
      ...memberAnswers('m1'),
      ...memberAnswers('m2', { fiscalCode: 'gll mra 16p10 h501d' }),
      ...memberAnswers('m3', { ...personOf(luigi), fiscalCode: 'GLLLGU67A12H501V' }),
      'household.declared.total': '4',
    };
    expect(asked(members)).toEqual([
      ['members.m2.fiscalCode', 'same-code-twice'],
      ['members.m3.fiscalCode', 'member-is-beneficiary'],
    ]);
  });

  it('are asked about members as about the beneficiary', () => {
    const child = memberAnswers('m1', { birthDate: '2016-09-11' });
    expect(asked({ ...child, 'household.declared.total': '2' })).toEqual([
      ['members.m1.fiscalCode', 'code-birth-date'],
    ]);
  });

  it('wait until what they need has been written, and can be read', () => {
    expect(questionsOn({}, places, today, 'Assemini')).toEqual([]);
    expect(asked({ 'beneficiary.fiscalCode': 'GLLLGU67A12' })).toEqual([]);
    expect(asked({ 'beneficiary.birthDate': '31 febbraio' })).toEqual([]);
  });
});
