import { writePhone } from '../phone';
import { accountAnswers, certifiedAnswers, type AccountData } from './applicant';
import type { Answers } from './answers';
import { fieldSpec } from './fields';

/**
 * What of an earlier application is still known (criterion C.SE.1.5): the person, where they live and with whom, what
 * the home costs. Incomes, need, declarations, counts and ISEE are declared anew every time.
 */
const carriedOver =
  /^(?:beneficiary|contacts|residence|domicile|members|housing)\.|^household\.beneficiaryDisabled$/;

const phones = ['contacts.phone', 'contacts.mobile'];

/**
 * The answers a new draft begins with: what the account knows, over it what the person wrote last,
 * and over all what an identity certified.
 *
 * @param sent the answers of the last application sent for the account's own holder, or null
 */
export function knownAnswers(account: AccountData, sent: Answers | null): Answers {
  const earlier = Object.entries(sent ?? {}).filter(([name]) => carriedOver.test(name) && fieldSpec(name));
  const known = Object.entries({
    ...accountAnswers(account),
    ...Object.fromEntries(earlier),
    ...certifiedAnswers(account),
  });
  return Object.fromEntries(
    known.map(([name, text]) => [name, phones.includes(name) ? writePhone(text) : text]),
  );
}
