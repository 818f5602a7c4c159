'use server';

import { revalidatePath } from 'next/cache';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { removeAttachment } from '@/commands/attachment/remove';
import { ok } from '@/domain/result';
import { filingRoles } from '@/domain/roles';

/** "Togli". One that is gone already is what the person wanted. */
export async function takeAway(_state: FormState, data: FormData): Promise<FormState> {
  const [applicationId, attachmentId] = [textOf(data, 'application'), textOf(data, 'attachment')];
  if (!validate(applicationId) || !validate(attachmentId)) notFound();
  const page = `/domande/${applicationId}/${textOf(data, 'from') === 'risposta' ? 'risposta' : 'allegati'}`;
  const user = await requireUser(page, ...filingRoles);
  const state = await formAction(data, {}, async () => {
    const removed = await removeAttachment(database(), actorOf(user), { applicationId, attachmentId });
    return !removed.ok && removed.error.code === 'not-found' ? ok(null) : removed;
  });
  if (state.errors.length > 0) return state;
  revalidatePath(page);
  redirect(`${page}?tolto`, RedirectType.replace);
}
