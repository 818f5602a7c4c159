import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswers, refusedAnswers, textLimit, longTextLimit } from '../../../domain/application/answers';
import { declarationKinds, fieldTable, incomeKinds, sections } from '../../../domain/application/fields';
import { formWith, memberAnswers, today, wholeForm } from '../../support/form';

const faultsOf = (changes: Record<string, string | undefined>) =>
  readAnswers(formWith(changes), today).faults;

const valueOf = (field: string, text: string): unknown =>
  ({ ...readAnswers(formWith({ [field]: text }), today).form.values })[field];

/** The fields nobody may leave out, whatever else they answer. */
const alwaysRequired = [
  'beneficiary.fiscalCode',
  'beneficiary.familyName',
  'beneficiary.givenName',
  'beneficiary.birthDate',
  'beneficiary.birthPlace',
  'contacts.mobile',
  'contacts.email',
  'residence.address',
  'residence.municipality',
  'need.description',
  'monthlyMeans.income',
  'monthlyMeans.bankBalance',
  'household.declared.total',
];

describe('the manual’s form', () => {
  it('has its sections, nine incomes and eight declarations', () => {
    expect(sections).toHaveLength(12);
    expect(incomeKinds).toHaveLength(9);
    expect(declarationKinds).toHaveLength(8);
    expect(Object.keys(fieldTable).filter((name) => name.startsWith('annualIncomes.'))).toEqual(
      incomeKinds.map((kind) => `annualIncomes.${kind}`),
    );
    expect(declarationKinds.filter((kind) => !(`declarations.${kind}` in fieldTable))).toEqual([]);
  });
});

describe('a whole form', () => {
  it('has no fault and is read into amounts, dates and ticks', () => {
    const { form, faults } = readAnswers(wholeForm, today);
    expect(faults).toEqual([]);
    expect(form.members).toEqual([]);
    expect(form.values).toMatchObject({
      'beneficiary.fiscalCode': 'GLLLGU67A12H501V',
      'beneficiary.birthDate': '1967-01-12',
      'contacts.mobile': '+393331234567',
      'contacts.phone': null,
      'monthlyMeans.income': 45_000,
      'monthlyMeans.bankBalance': 32_050,
      'monthlyMeans.property': null,
      'annualIncomes.lavoro': 540_000,
      'household.declared.total': 1,
      'household.declared.minors': null,
      'declarations.noOtherSupport': true,
      'declarations.receivesSupport': false,
      'sustenance.description': null,
      'isee.amount': null,
    });
  });

  it('has a value for every field of the table, asked or not', () => {
    const { form } = readAnswers(wholeForm, today);
    expect(Object.keys(form.values).toSorted()).toEqual(Object.keys(fieldTable).toSorted());
  });
});

describe('a required field', () => {
  it.each(alwaysRequired)('%s is missed when nothing was answered', (field) => {
    expect(faultsOf({ [field]: undefined })).toEqual([{ field, code: 'required' }]);
  });

  it.each(alwaysRequired)('%s is missed when only blanks were typed', (field) => {
    expect(faultsOf({ [field]: ' \t ' })).toEqual([{ field, code: 'required' }]);
  });

  it('is each of these, and no other, in an empty form', () => {
    const { faults } = readAnswers({}, today);
    expect(faults).toEqual(alwaysRequired.map((field) => ({ field, code: 'required' })));
  });
});

describe('an answer', () => {
  const long = 'x'.repeat(textLimit + 1);
  it.each([
    ['beneficiary.fiscalCode', 'GLLLGU67A12H501', 'fiscal-code-shape'],
    ['beneficiary.fiscalCode', 'GLLLGU67A12H501X', 'fiscal-code-check-character'],
    ['beneficiary.familyName', long, 'too-long'],
    ['beneficiary.familyName', 'Gial\0lo', 'characters'],
    ['beneficiary.birthDate', '12/01/1967', 'date'],
    ['beneficiary.birthDate', '1967-02-29', 'date'],
    ['beneficiary.birthDate', '1899-12-31', 'date'],
    ['beneficiary.birthDate', '2021-04-01', 'date-future'],
    ['contacts.phone', '12345', 'phone'],
    ['contacts.phone', '0123456789012345', 'phone'],
    ['contacts.phone', 'casa', 'phone'],
    ['contacts.mobile', '070123456', 'mobile-landline'],
    ['contacts.mobile', '33312345', 'mobile'],
    ['contacts.mobile', '33312345678', 'mobile'],
    ['contacts.mobile', '+39', 'mobile'],
    ['contacts.mobile', '333 1234567; +1 900 123', 'mobile'],
    ['contacts.email', 'luigi', 'email'],
    ['contacts.email', 'luigi@example', 'email'],
    ['contacts.email', 'luigi@@example.org', 'email'],
    ['contacts.email', 'luigi@example.org, altri@example.org', 'email'],
    ['contacts.email', 'luigi@example.org\nBcc: altri@example.org', 'email'],
    ['contacts.email', `${'x'.repeat(textLimit)}@example.org`, 'email'],
    ['need.description', 'x'.repeat(longTextLimit + 1), 'too-long'],
    ['need.description', 'lavoro \ud800 perso', 'characters'],
    ['monthlyMeans.income', '450.00', 'money'],
    ['monthlyMeans.income', '-450', 'money'],
    ['monthlyMeans.bankBalance', 'poco', 'money'],
    ['annualIncomes.naspi', '1e3', 'money'],
    ['isee.amount', '10.000.000,00', 'money'],
    ['household.declared.total', '-1', 'count'],
    ['household.declared.total', '1,5', 'count'],
    ['household.declared.minors', '100', 'count'],
    ['household.declared.minors', 'due', 'count'],
  ])('in %s is at fault when it is %j: %s', (field, text, code) => {
    expect(faultsOf({ [field]: text })).toEqual([{ field, code }]);
  });

  it.each([
    ['beneficiary.fiscalCode', 'gll lgu 67a12 h501v', 'GLLLGU67A12H501V'],
    ['beneficiary.familyName', '  D’Angelo ', 'D’Angelo'],
    ['beneficiary.familyName', '𠮷野 Ωmega Šárka', '𠮷野 Ωmega Šárka'],
    ['beneficiary.givenName', '-', '-'],
    ['beneficiary.familyName', 'x'.repeat(textLimit), 'x'.repeat(textLimit)],
    ['beneficiary.birthDate', '2021-03-31', '2021-03-31'],
    ['beneficiary.birthDate', '1900-01-01', '1900-01-01'],
    ['contacts.phone', '070/12.34.56', '+39070123456'],
    ['contacts.phone', '(070) 123-456', '+39070123456'],
    ['contacts.mobile', '333 123 4567', '+393331234567'],
    ['contacts.mobile', '+39 333-1234567', '+393331234567'],
    ['contacts.mobile', '0039 333 1234567', '+393331234567'],
    ['contacts.mobile', '+33 6 12 34 56 78', '+33612345678'],
    ['contacts.email', ' luigi.giallo+buoni@posta.example.org ', 'luigi.giallo+buoni@posta.example.org'],
    ['monthlyMeans.income', '€ 1.450,5', 145_050],
    ['monthlyMeans.property', '0', 0],
    ['household.declared.total', '4', 4],
    ['household.declared.minors', '0', 0],
    ['declarations.noLiquidity', 'si', true],
    ['declarations.noLiquidity', 'no', false],
    ['declarations.noLiquidity', 'on', false],
  ])('in %s is read from %j as %j', (field, text, value) => {
    expect(valueOf(field, text)).toEqual(value);
  });

  it('is kept as it was typed but for the blanks around it, or named a fault, whatever it is', () => {
    const halves = fc.string({ unit: fc.constantFrom('a', ' ', '\0', '\ud83d', '\ude00', 'è') });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), halves), (text) => {
        const { form, faults } = readAnswers(formWith({ 'beneficiary.familyName': text }), today);
        const value = form.values['beneficiary.familyName'];
        expect(faults).toHaveLength(value === null ? 1 : 0);
        if (value === null) return;
        expect(value).toBe(text.trim());
        expect(Buffer.from(value).toString()).toBe(value);
        expect(value).not.toContain('\0');
      }),
    );
  });
});

describe('Mezzi di sostegno', () => {
  it.each(['0', '0,00', '€ 0', '000'])('are owed by who has monthly income %j', (income) => {
    expect(faultsOf({ 'monthlyMeans.income': income })).toEqual([
      { field: 'sustenance.description', code: 'required' },
      { field: 'sustenance.amount', code: 'required' },
    ]);
  });

  it.each([
    ['0,01', []],
    ['450', []],
    ['zero', ['monthlyMeans.income']],
    ['-0', ['monthlyMeans.income']],
    [undefined, ['monthlyMeans.income']],
  ])('are not asked with monthly income %j', (income, faulty) => {
    expect(faultsOf({ 'monthlyMeans.income': income }).map(({ field }) => field)).toEqual(faulty);
  });

  it('are read when they are asked', () => {
    const answers = formWith({
      'monthlyMeans.income': '0',
      'sustenance.description': 'Aiuto dei parenti',
      'sustenance.amount': '150',
    });
    const { form, faults } = readAnswers(answers, today);
    expect(faults).toEqual([]);
    expect(form.values).toMatchObject({
      'sustenance.description': 'Aiuto dei parenti',
      'sustenance.amount': 15_000,
    });
  });

  it('left over from an earlier answer are not read when they are no longer asked', () => {
    const answers = formWith({ 'sustenance.description': 'Aiuto dei parenti', 'sustenance.amount': 'boh' });
    const { form, faults } = readAnswers(answers, today);
    expect(faults).toEqual([]);
    expect(form.values).toMatchObject({ 'sustenance.description': null, 'sustenance.amount': null });
  });
});

describe('the declaration of receiving support', () => {
  /** With the two boxes that would contradict it left empty. */
  const receiving = {
    'declarations.receivesSupport': 'si',
    'declarations.noPublicSupport': undefined,
    'declarations.noOtherSupport': undefined,
  };
  const named = { 'declarations.supportKind': 'Rei', 'declarations.supportMonthly': '120' };

  it('owes the kind of support and its monthly amount', () => {
    expect(faultsOf(receiving)).toEqual([
      { field: 'declarations.supportKind', code: 'required' },
      { field: 'declarations.supportMonthly', code: 'required' },
    ]);
    expect(faultsOf({ ...receiving, ...named })).toEqual([]);
  });

  it('alone makes them read', () => {
    expect(readAnswers(formWith({ ...receiving, ...named }), today).form.values).toMatchObject({
      'declarations.supportKind': 'Rei',
      'declarations.supportMonthly': 12_000,
    });
    expect(readAnswers(formWith(named), today).form.values).toMatchObject({
      'declarations.supportKind': null,
      'declarations.supportMonthly': null,
    });
  });

  it.each([
    ['declarations.noPublicSupport', ['declarations.noPublicSupport']],
    ['declarations.noOtherSupport', ['declarations.noOtherSupport']],
    ['both', ['declarations.noPublicSupport', 'declarations.noOtherSupport']],
  ])('cannot be true together with %s', (_, fields) => {
    const ticks = Object.fromEntries(fields.map((field) => [field, 'si']));
    expect(faultsOf({ ...receiving, ...named, ...ticks })).toEqual(
      fields.map((field) => ({ field, code: 'contradicts-receives-support' })),
    );
  });

  it('contradicts no other declaration', () => {
    const others = declarationKinds.filter((kind) => !kind.endsWith('Support'));
    expect(others).toHaveLength(5);
    const ticks = Object.fromEntries(others.map((kind) => [`declarations.${kind}`, 'si']));
    expect(faultsOf({ ...receiving, ...named, ...ticks })).toEqual([]);
  });
});

describe('members of the household', () => {
  it('are read in the order in which they were added', () => {
    const answers = {
      ...wholeForm,
      ...memberAnswers('m10', { givenName: 'Sara', fiscalCode: 'GLLSRA12E52H501T', birthDate: '2012-05-12' }),
      ...memberAnswers('m2', { disabled: 'si' }),
    };
    const { form, faults } = readAnswers(answers, today);
    expect(faults).toEqual([]);
    expect(form.members).toEqual([
      {
        fiscalCode: 'GLLMRA16P10H501D',
        familyName: 'Giallo',
        givenName: 'Mario',
        birthDate: '2016-09-10',
        disabled: true,
      },
      {
        fiscalCode: 'GLLSRA12E52H501T',
        familyName: 'Giallo',
        givenName: 'Sara',
        birthDate: '2012-05-12',
        disabled: false,
      },
    ]);
  });

  it.each(['fiscalCode', 'familyName', 'givenName', 'birthDate'])('need their %s', (field) => {
    expect(faultsOf({ ...memberAnswers('m1'), [`members.m1.${field}`]: undefined })).toEqual([
      { field: `members.m1.${field}`, code: 'required' },
    ]);
  });

  it('have their own faults, by their own names', () => {
    const changes = {
      ...memberAnswers('m1', { fiscalCode: 'GLLMRA16P10H501X' }),
      ...memberAnswers('m2', { birthDate: '2021-04-01' }),
    };
    expect(faultsOf(changes)).toEqual([
      { field: 'members.m1.fiscalCode', code: 'fiscal-code-check-character' },
      { field: 'members.m2.birthDate', code: 'date-future' },
    ]);
  });
});

describe('a draft', () => {
  it('keeps every field of the form, and of members, as typed', () => {
    const typed = Object.fromEntries(Object.keys(fieldTable).map((name) => [name, 'come viene']));
    expect(refusedAnswers({ ...typed, ...memberAnswers('m1', { disabled: 'si' }) })).toEqual([]);
  });

  it.each([
    'status',
    'beneficiary',
    'beneficiary.',
    'beneficiary.FiscalCode',
    'beneficiary.fiscalCode.',
    ' beneficiary.fiscalCode',
    'annualIncomes.altro',
    'declarations.iban',
    'amountCents',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'beneficiary.__proto__',
    'members',
    'members.m1',
    'members.m1.',
    'members.m1.age',
    'members.m1.__proto__',
    'members.m1.constructor',
    'members.m1.toString',
    'members.m1000.givenName',
    'members.1.givenName',
    'members.__proto__.givenName',
    'members.m1.givenName.x',
    'members.m1.givenName\n',
    '',
  ])('refuses the unknown field %j', (name) => {
    const answers = JSON.parse(
      JSON.stringify({ 'need.description': 'x' }).replace('{', `{${JSON.stringify(name)}:"x",`),
    );
    expect(refusedAnswers(answers as Record<string, string>)).toEqual([
      { field: name, code: 'unknown-field' },
    ]);
  });

  it.each([
    ['a text beyond any use', 'x'.repeat(longTextLimit + 1), 'too-long'],
    ['the character NUL', 'a\0b', 'characters'],
    ['half a character', 'a\udc00b', 'characters'],
  ])('refuses %s', (_, text, code) => {
    expect(refusedAnswers({ 'need.description': text })).toEqual([{ field: 'need.description', code }]);
    expect(refusedAnswers({ 'need.description': 'x'.repeat(longTextLimit) })).toEqual([]);
  });
});
