'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { onSession, requireVerifying } from '@/app/_access/half';
import type { RequestOptions } from '@/app/_access/passkey-options';
import { site } from '@/app/_access/site';
import { openSession } from '@/app/_server/auth';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { isSameOrigin } from '@/app/_server/same-origin';
import { homeOf, safeReturn, standing } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import type { OnSession } from '@/commands/access/second-factor/grant';
import { passkeyRequest, verifyPasskey } from '@/commands/access/second-factor/passkeys';
import { applyRecoveryCode } from '@/commands/access/second-factor/recovery-codes';
import { verifyTotp } from '@/commands/access/second-factor/totp';
import type { SessionGrant } from '@/commands/access/sign-in';
import type { Outcome } from '@/commands/transaction';

/** The code of the app. */
export async function enterCode(_state: FormState, data: FormData): Promise<FormState> {
  return show(data, (on) => verifyTotp(database(), { ...on, code: textOf(data, 'code') }));
}

/** A recovery code, where the app and the passkey are not at hand. */
export async function enterRecoveryCode(_state: FormState, data: FormData): Promise<FormState> {
  return show(data, (on) => applyRecoveryCode(database(), { ...on, code: textOf(data, 'code') }));
}

/** The browser's answer, signed with a passkey. */
export async function enterPasskey(_state: FormState, data: FormData): Promise<FormState> {
  return show(data, (on) => verifyPasskey(database(), site(), { ...on, answer: textOf(data, 'answer') }));
}

/** What the browser is to sign; null for whoever is not asked for it. */
export async function askForPasskey(): Promise<RequestOptions | null> {
  const now = await standing();
  if (now.kind !== 'half' || !isSameOrigin(await headers())) return null;
  return passkeyRequest(database(), site(), onSession(now.user));
}

async function show(
  data: FormData,
  act: (on: OnSession) => Promise<Outcome<SessionGrant>>,
): Promise<FormState> {
  const ritorno = textOf(data, 'ritorno');
  const user = await requireVerifying(safeReturn(ritorno, '/'));
  return formAction(data, { secrets: ['code', 'answer'] }, async () => {
    const outcome = await act(onSession(user));
    if (!outcome.ok) return outcome;
    await openSession(outcome.value);
    redirect(safeReturn(ritorno, homeOf[user.role]));
  });
}
