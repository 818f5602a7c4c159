'use server';

import { getLocale } from 'next-intl/server';
import { revalidatePath } from 'next/cache';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { submitApplication } from '@/commands/application/submit';
import { ticked } from '@/domain/application/answers';
import type { Refusal } from '@/domain/refusal';
import { filingRoles } from '@/domain/roles';
import { draftPath, summaryPath } from '../_draft/steps';
import { summaryErrors } from './summary-errors';

/** "Spedisci". Sent twice, from two tabs or by a double click, it leads to the receipt of the first time. */
export async function send(_state: FormState, data: FormData): Promise<FormState> {
  const applicationId = textOf(data, 'application');
  const version = Number(textOf(data, 'version'));
  if (!validate(applicationId) || !Number.isInteger(version)) notFound();
  const path = summaryPath(applicationId);
  const actor = actorOf(await requireUser(path, ...filingRoles));
  const language = await getLocale();
  const readBack = textOf(data, 'readBack') === ticked;
  let refusal: Refusal | null = null;
  const state = await formAction(data, {}, async () => {
    const outcome = await submitApplication(database(), actor, {
      applicationId,
      version,
      language,
      readBack,
    });
    if (!outcome.ok) refusal = outcome.error;
    return outcome;
  });
  return refusal === null ? sent(applicationId) : refusedToSend(state, refusal, applicationId);
}

function sent(applicationId: string): never {
  revalidatePath(draftPath(applicationId));
  redirect(`${draftPath(applicationId)}/ricevuta`, RedirectType.replace);
}

/** What was not sent: each fault leads to its field; answers that changed meanwhile are shown anew. */
async function refusedToSend(state: FormState, refusal: Refusal, applicationId: string): Promise<FormState> {
  if (refusal.code === 'incomplete') {
    return { ...state, errors: await summaryErrors(applicationId, refusal.faults) };
  }
  if (refusal.code === 'stale-version') {
    revalidatePath(draftPath(applicationId));
    redirect(`${summaryPath(applicationId)}?cambiata=${refusal.version}`, RedirectType.replace);
  }
  if (refusal.code === 'not-editable') redirect(draftPath(applicationId), RedirectType.replace);
  return state;
}
