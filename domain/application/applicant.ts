import type { CertifiableField } from '../identity/identity';
import type { Answers } from './answers';

/** What an account knows of its holder that the form asks too. */
export interface AccountData {
  fiscalCode: string | null;
  familyName: string;
  givenName: string;
  birthDate: string | null;
  phone: string | null;
  mobile: string | null;
  email: string;
  address: string | null;
  /** What of it an identity certified (SPID, CIE, CNS). */
  certifiedFields?: readonly CertifiableField[];
}

/** The account's data as answers of somebody who files for themselves; what is not known is absent. */
export function accountAnswers(account: AccountData): Answers {
  const known = {
    'beneficiary.fiscalCode': account.fiscalCode,
    'beneficiary.familyName': account.familyName,
    'beneficiary.givenName': account.givenName,
    'beneficiary.birthDate': account.birthDate,
    'contacts.phone': account.phone,
    'contacts.mobile': account.mobile,
    'contacts.email': account.email,
    'residence.address': account.address,
  };
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The person alone, without where they live and how they are reached. */
export function identityAnswers({ fiscalCode, familyName, givenName }: AccountData): Answers {
  return {
    ...(fiscalCode !== null && { 'beneficiary.fiscalCode': fiscalCode }),
    'beneficiary.familyName': familyName,
    'beneficiary.givenName': givenName,
  };
}

/**
 * The answers that an identity has given already, by the fields of the form: in an application in person they are its
 * word and not the applicant's.
 */
export function certifiedAnswers(account: AccountData): Answers {
  const certified = (account.certifiedFields ?? []).map((field) => [`beneficiary.${field}`, account[field]]);
  return Object.fromEntries(certified.filter(([, value]) => value !== null));
}

/** The answers with what is certified in its place, whatever was typed there; those for somebody else as they are. */
export const withCertified = (answers: Answers, certified: Answers): Answers =>
  filesForSelf(answers) ? { ...answers, ...certified } : answers;

/** Whether the application is for the very holder of the access. */
export const filesForSelf = (answers: Answers): boolean =>
  ['', 'beneficiary'].includes(answers['applicant.role'] ?? '');

/** The answers without who files for somebody else, and as what: they are the beneficiary's own from now on. */
export const inPerson = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([field]) => !field.startsWith('applicant.')));

/**
 * The answers once it is known for whom they are. What is known of the applicant stands in a new draft as the
 * beneficiary's: when the applicant turns out to file for somebody else it is emptied, as far as nobody has changed it,
 * and comes back when the applicant is the beneficiary after all. Telephone and mail stay: the helper's may be the ones to write to.
 *
 * @param before the answers as they stood
 * @param after the same with what was just answered
 * @param known the answers a draft for the applicant begins with
 */
export function answersForRole(before: Answers, after: Answers, known: Answers): Answers {
  const self = filesForSelf(after);
  if (filesForSelf(before) === self) return after;
  const own = Object.entries(known).filter(([name]) => !name.startsWith('contacts.'));
  if (self) return { ...Object.fromEntries(own), ...after };
  const emptied = new Set(own.filter(([name, value]) => after[name] === value).map(([name]) => name));
  return Object.fromEntries(Object.entries(after).filter(([name]) => !emptied.has(name)));
}
