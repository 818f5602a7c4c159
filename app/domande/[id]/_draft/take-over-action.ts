'use server';

import { revalidatePath } from 'next/cache';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { takeOver } from '@/commands/application/take-over';
import { draftPath } from './steps';

/** "Continuo io". */
export async function takeOverDraft(_state: FormState, data: FormData): Promise<FormState> {
  const applicationId = textOf(data, 'application');
  if (!validate(applicationId)) notFound();
  const path = draftPath(applicationId);
  const user = await requireUser(path, 'cittadino');
  const state = await formAction(data, {}, () => takeOver(database(), actorOf(user), { applicationId }));
  if (state.errors.length > 0) return state;
  revalidatePath(path);
  redirect(path, RedirectType.replace);
}
