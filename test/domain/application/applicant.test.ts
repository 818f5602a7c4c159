import { describe, expect, it } from 'vitest';
import { accountAnswers, answersForRole } from '../../../domain/application/applicant';
import type { Answers } from '../../../domain/application/answers';

const account = {
  fiscalCode: 'GLLLGU67A12H501V',
  familyName: 'Giallo',
  givenName: 'Luigi',
  birthDate: '1967-01-12',
  phone: null,
  mobile: '+393331234567',
  email: 'luigi.giallo@example.org',
  address: 'Via Dalmazia, 23',
};
const known = accountAnswers(account);
const contacts = { 'contacts.mobile': '+393331234567', 'contacts.email': 'luigi.giallo@example.org' };

const choose = (before: Answers, role: string) =>
  answersForRole(before, { ...before, 'applicant.role': role }, known);

describe('the answers once it is known for whom they are', () => {
  it('know of an account what it says, and nothing of what it does not', () => {
    expect(known).toEqual({
      'beneficiary.fiscalCode': 'GLLLGU67A12H501V',
      'beneficiary.familyName': 'Giallo',
      'beneficiary.givenName': 'Luigi',
      'beneficiary.birthDate': '1967-01-12',
      'residence.address': 'Via Dalmazia, 23',
      ...contacts,
    });
  });

  it.each(['relative', 'organisation'])('lose the applicant’s own data for somebody else (%s)', (role) => {
    expect(choose(known, role)).toEqual({ ...contacts, 'applicant.role': role });
  });

  it('keep what was already changed into the beneficiary’s', () => {
    const changed = { ...known, 'beneficiary.givenName': 'Anna', 'beneficiary.birthPlace': 'Roma' };
    expect(choose(changed, 'relative')).toEqual({
      ...contacts,
      'applicant.role': 'relative',
      'beneficiary.givenName': 'Anna',
      'beneficiary.birthPlace': 'Roma',
    });
  });

  it('have the account’s data back when it is for the applicant after all, over nothing that was typed', () => {
    const somebodyElse = { ...choose(known, 'relative'), 'beneficiary.givenName': 'Anna' };
    expect(choose(somebodyElse, 'beneficiary')).toEqual({
      ...known,
      'applicant.role': 'beneficiary',
      'beneficiary.givenName': 'Anna',
    });
  });

  it.each([
    [known, 'beneficiary'],
    [choose(known, 'relative'), 'organisation'],
  ])('stay as they are where it does not change whether it is for the applicant', (before, role) => {
    expect(choose(before, role)).toEqual({ ...before, 'applicant.role': role });
  });
});
