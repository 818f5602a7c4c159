'use server';

import { revalidatePath } from 'next/cache';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { closeApplication } from '@/commands/application/close';
import { requestReview } from '@/commands/application/review';

/** "Ritira la domanda". */
export async function withdraw(_state: FormState, data: FormData): Promise<FormState> {
  const applicationId = textOf(data, 'application');
  if (!validate(applicationId)) notFound();
  const path = `/domande/${applicationId}`;
  const user = await requireUser(path, 'cittadino');
  const state = await formAction(data, {}, () =>
    closeApplication(database(), actorOf(user), { applicationId, as: 'withdrawn' }),
  );
  if (state.errors.length > 0) return state;
  revalidatePath(path);
  redirect(path, RedirectType.replace);
}

/** "Chiedi il riesame". */
export async function askReview(_state: FormState, data: FormData): Promise<FormState> {
  const applicationId = textOf(data, 'application');
  if (!validate(applicationId)) notFound();
  const path = `/domande/${applicationId}`;
  const user = await requireUser(path, 'cittadino');
  const state = await formAction(data, {}, () =>
    requestReview(database(), actorOf(user), { applicationId, text: textOf(data, 'text') }),
  );
  if (state.errors.length > 0) return state;
  revalidatePath(path);
  redirect(`${path}?fatto=riesame`, RedirectType.replace);
}
