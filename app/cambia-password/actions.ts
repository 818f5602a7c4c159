'use server';

import { redirect } from 'next/navigation';
import { openSession } from '@/app/_server/auth';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { currentUser, homeOf, safeReturn } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { changePassword } from '@/commands/access/change-password';

/** "Salva la nuova password": every other session ends, this one goes on under the new password. */
export async function savePassword(_state: FormState, data: FormData): Promise<FormState> {
  const user = await currentUser();
  if (!user) redirect('/accedi?ritorno=/cambia-password');
  return formAction(data, { secrets: ['old', 'password', 'again'] }, async () => {
    const outcome = await changePassword(database(), {
      userId: user.id,
      old: textOf(data, 'old'),
      password: textOf(data, 'password'),
      again: textOf(data, 'again'),
    });
    if (!outcome.ok) return outcome;
    // As sure of who it is as before: a second factor was shown once, and is not asked for again.
    const { method, level } = user.session;
    await openSession({ ...outcome.value, method, level });
    redirect(safeReturn(textOf(data, 'ritorno'), homeOf[user.role]));
  });
}
