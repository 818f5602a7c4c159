'use server';

import { redirect } from 'next/navigation';
import { clientAddress } from '@/app/_server/client-address';
import { database } from '@/app/_server/database';
import { formAction, idOf, textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { recoverPassword, requestRecovery } from '@/commands/access/recovery';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';

/** "Recupera password": the same answer whether the username exists or not. */
export async function askForRecovery(_state: FormState, data: FormData): Promise<FormState> {
  const username = textOf(data, 'username');
  return formAction(data, {}, async () => {
    if (username.trim() === '') return refused(invalid('username', 'required'));
    const outcome = await requestRecovery(database(), {
      username,
      address: await clientAddress(),
      formId: idOf(data),
    });
    if (!outcome.ok) return outcome;
    redirect('/recupera-password/inviata');
  });
}

/** Sets the new password with the link of the mail; then the person signs in with it. */
export async function setNewPassword(_state: FormState, data: FormData): Promise<FormState> {
  return formAction(data, { secrets: ['password', 'again'] }, async () => {
    const outcome = await recoverPassword(database(), {
      token: textOf(data, 'token'),
      password: textOf(data, 'password'),
      again: textOf(data, 'again'),
    });
    if (!outcome.ok) return outcome;
    redirect('/accedi?password=nuova');
  });
}
