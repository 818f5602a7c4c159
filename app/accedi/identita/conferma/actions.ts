'use server';

import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { labelled } from '@/app/_citizen/labelled';
import { carried } from '@/app/_identity/carried';
import { open } from '@/app/_identity/enter';
import { problemPath } from '@/app/_identity/problems';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { enrolByIdentity, enrolmentFields } from '@/commands/identity/enrol';

/** Completes the first entry with an identity, and goes where the person was going. */
export async function completeFirstEntry(_state: FormState, data: FormData): Promise<FormState> {
  const names = [...Object.keys(enrolmentFields), 'ownership', 'consent'];
  const answers = Object.fromEntries(names.map((name) => [name, textOf(data, name)]));
  const locale = await getLocale();
  const state = await formAction(data, {}, async () => {
    const proved = await carried('proved');
    if (proved?.entrance.next !== 'first') redirect(problemPath('expired'));
    const outcome = await enrolByIdentity(database(), proved.identity, answers, locale);
    if (!outcome.ok) return outcome;
    redirect(await open(outcome.value, 'cittadino', proved));
  });
  const t = await getTranslations('access');
  return labelled(state, (field) =>
    field in enrolmentFields ? t(field as keyof typeof enrolmentFields) : undefined,
  );
}
