'use server';

import { redirect } from 'next/navigation';
import { closeSession } from '@/app/_server/auth';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { endAllSessions, endSession } from '@/commands/access/sessions';
import { refused } from '@/domain/result';
import { validate } from 'uuid';

/** Ends one of the person's own sessions. */
export async function endOne(_state: FormState, data: FormData): Promise<FormState> {
  const { id: userId } = await requireUser('/accesso');
  return formAction(data, {}, async () => {
    const sessionId = textOf(data, 'session');
    if (!validate(sessionId)) return refused({ code: 'not-found' });
    const outcome = await endSession(database(), { userId, sessionId });
    if (!outcome.ok) return outcome;
    redirect('/accesso?chiuso');
  });
}

/** "Esci da tutti i dispositivi". */
export async function endAll(_state: FormState, data: FormData): Promise<FormState> {
  const { id: userId } = await requireUser('/accesso');
  return formAction(data, {}, async () => {
    await endAllSessions(database(), userId);
    await closeSession();
    redirect('/accedi?uscito');
  });
}
