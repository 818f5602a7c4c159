'use server';

import { redirect } from 'next/navigation';
import { carried } from '@/app/_identity/carried';
import { enterWith } from '@/app/_identity/enter';
import { problemPath } from '@/app/_identity/problems';
import { formAction, textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';

/** Comes in as one of the accesses that were found; the command checks again that it is the person's own. */
export async function chooseAccess(_state: FormState, data: FormData): Promise<FormState> {
  return formAction(data, {}, async () => {
    const proved = await carried('proved');
    if (proved?.entrance.next !== 'choose') redirect(problemPath('expired'));
    const chosen = proved.entrance.accesses.find(({ id }) => id === textOf(data, 'access'));
    if (!chosen) return refused(invalid('access', 'required'));
    redirect(await enterWith(proved, chosen.id));
  });
}
