'use server';

import { errorsOf, textOf } from '@/app/_server/form-action';
import { limited } from '@/app/_server/limited';
import { labelled } from '@/app/_citizen/labelled';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { criteriaOf } from '@/domain/programme/precheck-criteria';
import { membersQuestion, precheck } from '@/domain/programme/precheck';
import { programmeOf } from '../programme';
import { criterionWords, verdictOf, type PrecheckState } from './verdict';

/** Weighs the answers and gives them back with the result. Nothing of them is written. */
export async function check(_state: FormState, data: FormData): Promise<PrecheckState> {
  const { slug, rules } = await programmeOf(textOf(data, 'slug'));
  const criteria = criteriaOf(slug);
  const questions = [...criteria.map(({ code }) => code), membersQuestion];
  const answers = Object.fromEntries(questions.map((name) => [name, textOf(data, name)]));
  const outcome = await limited('precheck-address', () => precheck(criteria, rules.amounts, answers));
  const values = typedValues(data);
  if (outcome.ok) return { values, errors: [], verdict: await verdictOf(outcome.value) };
  const word = await criterionWords();
  return labelled({ values, errors: await errorsOf(outcome.error) }, (field) => word(`${field}.question`));
}
