'use server';

import { redirect } from 'next/navigation';
import { openSession, trySignIn } from '@/app/_server/auth';
import { formAction, textOf } from '@/app/_server/form-action';
import { homeOf, safeReturn } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';

/**
 * Signs in and returns to where the person was going; a first password is changed before that, and a second factor asked
 * for by the page they come to.
 */
export async function enter(_state: FormState, data: FormData): Promise<FormState> {
  const credentials = { username: textOf(data, 'username'), password: textOf(data, 'password') };
  return formAction(data, { secrets: ['password'] }, async () => {
    const outcome = await trySignIn(credentials);
    if (!outcome.ok) return outcome;
    await openSession(outcome.value);
    const wanted = safeReturn(textOf(data, 'ritorno'), homeOf[outcome.value.role]);
    redirect(
      outcome.value.mustChangePassword ? `/cambia-password?ritorno=${encodeURIComponent(wanted)}` : wanted,
    );
  });
}
