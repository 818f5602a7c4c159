'use server';

import { getTranslations } from 'next-intl/server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { onSession, requireChanging } from '@/app/_access/half';
import type { CreationOptions } from '@/app/_access/passkey-options';
import { site } from '@/app/_access/site';
import type { SecretState } from '@/app/_merchants/secret-state';
import { closeSession, openSession } from '@/app/_server/auth';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { isSameOrigin } from '@/app/_server/same-origin';
import { safeReturn, standing } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { addPasskey, passkeyCreation } from '@/commands/access/second-factor/passkeys';
import { makeRecoveryCodes } from '@/commands/access/second-factor/recovery-codes';
import { removeFactor, type OwnFactor } from '@/commands/access/second-factor/remove';
import { beginTotp, confirmTotp } from '@/commands/access/second-factor/totp';
import type { SessionGrant } from '@/commands/access/sign-in';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';

const path = '/accesso/secondo-passaggio';

/** Where one goes on after a first factor was added: to the recovery codes, and then where one was going. */
const onwards = (data: FormData): string => {
  const wanted = safeReturn(textOf(data, 'ritorno'), '');
  return wanted === '' ? '' : `?ritorno=${encodeURIComponent(wanted)}`;
};

async function added(grant: SessionGrant, enrolled: boolean, data: FormData): Promise<never> {
  await openSession(grant);
  redirect(enrolled ? `${path}?fatto` : `${path}/codici${onwards(data)}`);
}

/** "Usa un’app": makes the secret that the next page shows. */
export async function beginApp(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireChanging();
  return formAction(data, {}, async () => {
    const outcome = await beginTotp(database(), user.id);
    if (!outcome.ok) return outcome;
    redirect(`${path}/app${onwards(data)}`);
  });
}

/** The first code of the app. */
export async function confirmApp(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireChanging();
  return formAction(data, { secrets: ['code'] }, async () => {
    const code = textOf(data, 'code');
    const outcome = await confirmTotp(database(), { ...onSession(user), code });
    return outcome.ok ? added(outcome.value, user.enrolled, data) : outcome;
  });
}

/** What the browser makes a passkey from. */
export async function askToCreate(): Promise<CreationOptions | null> {
  const now = await standing();
  if (now.kind === 'visitor' || (now.kind === 'half' && now.step === 'verify')) return null;
  if (now.kind === 'in' && !now.user.session.fresh) return null;
  if (!isSameOrigin(await headers())) return null;
  return passkeyCreation(database(), site(), { ...onSession(now.user), username: now.user.username });
}

/** The passkey that the browser made, under a name of the person's own. */
export async function addKey(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireChanging();
  return formAction(data, { secrets: ['answer'] }, async () => {
    const name = textOf(data, 'name').trim();
    if (name === '') return refused(invalid('name', 'required'));
    if (name.length > 60) return refused(invalid('name', 'too-long'));
    const answer = textOf(data, 'answer');
    const outcome = await addPasskey(database(), site(), { ...onSession(user), answer, name });
    return outcome.ok ? added(outcome.value, user.enrolled, data) : outcome;
  });
}

/** Takes the app, or a passkey, away. */
export async function dropFactor(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireChanging();
  const id = textOf(data, 'passkey');
  const factor: OwnFactor = id === '' ? { kind: 'totp' } : { kind: 'passkey', id };
  return formAction(data, {}, async () => {
    const outcome = await removeFactor(database(), user.id, factor);
    if (!outcome.ok) return outcome;
    redirect(`${path}?fatto`);
  });
}

/** New recovery codes, shown this once. */
export async function newCodes(_state: SecretState, data: FormData): Promise<SecretState> {
  const now = await standing();
  if (now.kind !== 'in' || !now.user.enrolled || !now.user.session.fresh) redirect(path);
  const { user } = now;
  const t = await getTranslations('ownAccess.codes');
  let codes: string[] = [];
  const state = await formAction(data, {}, async () => {
    const outcome = await makeRecoveryCodes(database(), user.id);
    if (outcome.ok) codes = outcome.value;
    return outcome;
  });
  if (codes.length === 0) return state;
  const lines = codes.map((value, index) => ({ label: `${index + 1}`, value }));
  return { ...state, secret: { title: t('shown'), note: t('shownNote'), lines } };
}

/** Signs in again, and comes back: how one signs in is changed by whoever has just proved who they are. */
export async function signInAgain(): Promise<void> {
  await closeSession();
  redirect(`/accedi?ritorno=${path}`);
}
