import { readPhone } from '../phone';
import type { FieldFault } from '../refusal';
import { filesForSelf } from './applicant';
import type { Answers } from './answers';

/** Who the application is for, and how they are reached: the code of the voucher goes to that telephone. */
const lockedFields = [
  'beneficiary.fiscalCode',
  'beneficiary.familyName',
  'beneficiary.givenName',
  'contacts.phone',
  'contacts.mobile',
  'contacts.email',
] as const;

/**
 * The fields that the first part of a PIN alone may not change: those the account knows. What it does not know may be
 * filled in.
 *
 * @param known the answers a draft for the account's holder begins with
 */
export const lockedBy = (known: Answers): ReadonlySet<string> =>
  new Set(lockedFields.filter((field) => (known[field] ?? '') !== ''));

/** What was changed that may not be in the simplified mode: one files for oneself, under the contacts on record. */
export function lockedFaults(after: Answers, before: Answers, known: Answers): FieldFault[] {
  const changed = [...lockedBy(known)].filter(
    (field) => !isSame(field, after[field], known[field]) && !isSame(field, after[field], before[field]),
  );
  const faults = changed.map((field) => ({ field, code: 'locked-simplified' }));
  return filesForSelf(after) ? faults : [{ field: 'applicant.role', code: 'self-simplified' }, ...faults];
}

/** The same number, however it is grouped. */
function isSame(field: string, one = '', other = ''): boolean {
  const phone = field === 'contacts.phone' || field === 'contacts.mobile';
  const plain = (text: string): string => (phone ? readPhone(text) : null) ?? text.trim();
  return plain(one) === plain(other);
}
