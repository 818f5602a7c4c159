import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../../domain/application/answers';
import { verifiedFacts } from '../../../domain/application/facts';
import { registeredCounts } from '../../../domain/application/household';
import { differencesFrom, type Difference } from '../../../domain/register/differences';
import { noEvidence, type RegisterIsee, type RegisterPerson } from '../../../domain/register/registers';
import { formWith, memberAnswers, today } from '../../support/form';

const { form } = readAnswers(
  {
    ...formWith({ 'isee.amount': '9.360,00', 'household.declared.total': '2' }),
    ...memberAnswers('m1', { disabled: 'si' }),
  },
  today,
);

const registered = (changes: Partial<RegisterPerson> = {}): RegisterPerson => ({
  fiscalCode: 'GLLLGU67A12H501V',
  familyName: 'Giallo',
  givenName: 'Luigi',
  birthDate: '1967-01-12',
  relation: 'IS',
  municipality: 'ASSEMINI',
  ...changes,
});
const child = registered({ fiscalCode: 'GLLMRA16P10H501D', givenName: 'Mario', birthDate: '2016-09-10' });
const isee = (changes: Partial<RegisterIsee> = {}): RegisterIsee => ({
  iseeCents: 936_000,
  dsu: null,
  dsuOn: null,
  differs: false,
  ...changes,
});

describe('what was declared beside what registers say', () => {
  it.each<[string, RegisterPerson[], Difference[]]>([
    ['the same', [registered(), child], []],
    ['a member too many', [registered()], [{ kind: 'not-registered', name: 'Mario Giallo' }]],
    [
      'a member missing',
      [registered(), child, registered({ fiscalCode: 'GLLNNA90A41H501X', givenName: 'Anna' })],
      [{ kind: 'not-declared', name: 'Anna Giallo' }],
    ],
    [
      'another date of birth',
      [registered({ birthDate: '1967-01-21' }), child],
      [{ kind: 'birth-date', name: 'Luigi Giallo', declared: '1967-01-12', registered: '1967-01-21' }],
    ],
    [
      'a residence elsewhere',
      [registered({ municipality: 'Cagliari' }), registered({ ...child, municipality: null })],
      [{ kind: 'elsewhere', name: 'Luigi Giallo', municipality: 'Cagliari' }],
    ],
  ])('%s', (_, members, differences) => {
    expect(differencesFrom(form, { ...noEvidence, household: { members } }, 'Assemini')).toEqual(differences);
  });

  it.each<[string, RegisterIsee, Difference[]]>([
    ['the same ISEE', isee(), []],
    ['another ISEE', isee({ iseeCents: 1 }), [{ kind: 'isee-value', declared: 936_000, registered: 1 }]],
    ['an ISEE that INPS doubts', isee({ differs: true }), [{ kind: 'isee-flagged' }]],
  ])('%s', (_, found, differences) => {
    expect(differencesFrom(form, { ...noEvidence, isee: found }, 'Assemini')).toEqual(differences);
  });

  it('an ISEE nobody declared', () => {
    const silent = { ...form, values: { ...form.values, 'isee.amount': null } };
    expect(differencesFrom(silent, { ...noEvidence, isee: isee() }, 'Assemini')).toEqual([
      { kind: 'isee-undeclared', registered: 936_000 },
    ]);
  });

  it('is nothing while registers have not answered', () => {
    expect(differencesFrom(form, noEvidence, 'Assemini')).toEqual([]);
  });
});

describe('the facts by which a household is judged', () => {
  const known = { helpedBefore: null, needsMedicines: null };

  it('are as declared while registers have not answered', () => {
    const facts = verifiedFacts(form, today, noEvidence, known);
    expect(facts).toMatchObject({ isee: 936_000, sources: {} });
    expect(facts.people.map(({ disabled }) => disabled)).toEqual([false, true]);
  });

  it('are the registers’ where they have, and who is disabled stays as declared', () => {
    const third = registered({ fiscalCode: 'GLLNNA90A41H501X', birthDate: '2020-01-01' });
    const evidence = { household: { members: [registered(), child, third] }, isee: isee({ iseeCents: 5 }) };
    const facts = verifiedFacts(form, today, evidence, { ...known, helpedBefore: true });
    expect(facts).toMatchObject({
      isee: 5,
      helpedBefore: true,
      sources: { people: 'anagrafe', isee: 'inps', helpedBefore: 'ufficio' },
    });
    expect(facts.people.map(({ age, disabled }) => [age, disabled])).toEqual([
      [54, false],
      [4, true],
      [1, false],
    ]);
  });

  it('are counted by class, but for what the register does not know', () => {
    expect(registeredCounts({ members: [registered(), child] }, today)).toEqual({
      total: 2,
      upTo6: 1,
      minors: 1,
      over65: 0,
      disabled: null,
      chronic: null,
    });
  });
});
