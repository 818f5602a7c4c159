'use server';

import { redirect } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { resetSecondFactor } from '@/commands/access/second-factor/remove';
import { refused } from '@/domain/result';

/** Takes the second factor of somebody else. */
export async function resetFactor(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/accesso/persone', 'responsabile', 'amministratore');
  return formAction(data, {}, async () => {
    const [userId, reason] = [textOf(data, 'user'), textOf(data, 'reason')];
    if (!validate(userId)) return refused({ code: 'not-found' });
    const outcome = await resetSecondFactor(database(), actorOf(user), { userId, reason });
    if (!outcome.ok) return outcome;
    redirect('/accesso/persone?fatto');
  });
}
