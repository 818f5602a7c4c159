import { describe, expect, it } from 'vitest';
import { answersForRole } from '../../../domain/application/applicant';
import { knownAnswers } from '../../../domain/application/prefill';
import { formWith, memberAnswers } from '../../support/form';

const account = {
  fiscalCode: 'GLLLGU67A12H501V',
  familyName: 'Giallo',
  givenName: 'Luigi',
  birthDate: '1967-01-12',
  phone: '+39070123456',
  mobile: '+393331234567',
  email: 'luigi.giallo@example.org',
  address: 'Via Dalmazia, 23',
};

const sent = formWith({
  ...memberAnswers('m1'),
  'contacts.mobile': '+33 6 12 34 56 78',
  'residence.address': 'Via Cagliari, 7',
  'domicile.municipality': 'Cagliari',
  'household.beneficiaryDisabled': 'si',
  'household.notes': 'La nonna vive con noi',
  'applicant.role': 'beneficiary',
  'isee.amount': '4.000,00',
});

describe('the answers a draft begins with', () => {
  it('are the account’s where nothing was sent before, telephones as people read them', () => {
    expect(knownAnswers(account, null)).toMatchObject({
      'beneficiary.fiscalCode': 'GLLLGU67A12H501V',
      'contacts.phone': '070 123456',
      'contacts.mobile': '333 123 4567',
      'residence.address': 'Via Dalmazia, 23',
    });
  });

  it('are over them those of the last application, about person, home and household alone', () => {
    const known = knownAnswers(account, sent);
    expect(known).toMatchObject({
      'contacts.mobile': '+33 6 12 34 56 78',
      'residence.address': 'Via Cagliari, 7',
      'domicile.municipality': 'Cagliari',
      'household.beneficiaryDisabled': 'si',
      'housing.cost': '380,00',
      ...memberAnswers('m1'),
    });
    const anew =
      /^(applicant|need|monthlyMeans|sustenance|household\.(declared|notes)|annualIncomes|declarations|isee)/;
    expect(Object.keys(sent).filter((name) => anew.test(name)).length).toBeGreaterThan(8);
    expect(Object.keys(known).filter((name) => anew.test(name))).toEqual([]);
  });

  it('leave out what the form no longer has', () => {
    expect(knownAnswers(account, { 'residence.floor': '3', 'beneficiary.toString': 'x' })).toEqual(
      knownAnswers(account, null),
    );
  });

  it('leave the draft when it turns out to be for somebody else, but for telephone and mail', () => {
    const known = knownAnswers(account, sent);
    const other = answersForRole(known, { ...known, 'applicant.role': 'relative' }, known);
    expect(Object.keys(other).toSorted()).toEqual([
      'applicant.role',
      'contacts.email',
      'contacts.mobile',
      'contacts.phone',
    ]);
  });
});
