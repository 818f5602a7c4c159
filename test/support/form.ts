import type { Answers } from '../../domain/application/answers';
import { wholeAnswers } from '../../scripts/demo/answers';

/** The day on which the forms of the tests are read. */
export const today = '2021-03-31';

/** The manual's own Luigi Giallo, alone in his household, with nothing missing from his form. */
export const wholeForm: Answers = wholeAnswers({
  'beneficiary.fiscalCode': 'GLLLGU67A12H501V',
  'beneficiary.familyName': 'Giallo',
  'beneficiary.givenName': 'Luigi',
  'beneficiary.birthDate': '1967-01-12',
  'contacts.email': 'luigi.giallo@example.org',
});

/** The whole form with some answers changed; those that are `undefined` are left out. */
export function formWith(changes: Record<string, string | undefined>): Answers {
  const answers: Record<string, string | undefined> = { ...wholeForm, ...changes };
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}

/** The answers about one further member of the household. */
export function memberAnswers(
  id: string,
  { birthDate = '2016-09-10', fiscalCode = 'GLLMRA16P10H501D', ...others }: Record<string, string> = {},
): Answers {
  const fields = { fiscalCode, familyName: 'Giallo', givenName: 'Mario', birthDate, ...others };
  return Object.fromEntries(Object.entries(fields).map(([field, text]) => [`members.${id}.${field}`, text]));
}
