'use server';

import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { labelled } from '@/app/_citizen/labelled';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, currentUser, requireUser } from '@/app/_server/session';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { closeApplication } from '@/commands/application/close';
import { saveDraft } from '@/commands/application/save';
import { submitApplication } from '@/commands/application/submit';
import type { Outcome } from '@/commands/transaction';
import { civilDate } from '@/domain/calendar';
import { ok, refused } from '@/domain/result';
import { answersFrom, memberFaults, withoutMember } from './answers-from';

/**
 * The buttons of a draft, each saving all that was typed first: `salva`, `spedisci`, `aggiungi:m1` and `togli:m1`
 * for a member of the household. What is refused comes back as typed, over the version that was saved.
 */
export async function editDraft(_state: FormState, data: FormData): Promise<FormState> {
  const applicationId = textOf(data, 'application');
  if (!validate(applicationId)) notFound();
  const path = `/domande/${applicationId}`;
  if (!(await currentUser())) return sessionEnded(data, path);
  const actor = actorOf(await requireUser(path, 'cittadino'));
  const [act = '', memberId = ''] = textOf(data, 'act').split(':');
  const typed = answersFrom(data);
  const answers = act === 'togli' ? withoutMember(typed, memberId) : typed;
  let version = Number(textOf(data, 'version'));
  let refusal = '';
  const state = await formAction(data, {}, async (): Promise<Outcome<unknown>> => {
    const saved = await saveDraft(database(), actor, { applicationId, version, answers });
    if (saved.ok) version = saved.value.version;
    else refusal = saved.error.code;
    // Somebody who sends twice, from another tab or by going back, finds the receipt of the first time.
    if (act === 'spedisci' && (saved.ok || refusal === 'not-editable')) {
      return submitApplication(database(), actor, { applicationId });
    }
    if (!saved.ok || act !== 'aggiungi') return saved;
    const faults = memberFaults(answers, memberId, civilDate(new Date()));
    return faults.length === 0 ? ok(null) : refused({ code: 'incomplete', faults });
  });
  if (state.errors.length > 0) {
    const named = labelled(state, await fieldLabels());
    return withHelp({ ...named, values: { ...named.values, version: `${version}` } }, refusal, path);
  }
  revalidatePath(path);
  redirect(`${path}${landings[act] ?? landings.salva}`, RedirectType.replace);
}

/** Where each act leads; replacing the page it was done on, so that going back never meets an old version of it. */
const landings: Record<string, string> = {
  salva: '?salvata',
  spedisci: '?ricevuta',
  aggiungi: '?nucleo#nucleo',
  togli: '?nucleo#nucleo',
};

/** What each field is called: by the catalogue, under its own name or that of a member's fields. */
async function fieldLabels(): Promise<(field: string) => string | undefined> {
  const t = await getTranslations('fields');
  return (field) => {
    const key = `${field.replace(/^members\.m\d+\./, 'members.')}.label` as Parameters<typeof t>[0];
    return field !== '' && t.has(key) ? t(key) : undefined;
  };
}

/** To a refusal that another tab caused, the address of what stands there now. */
async function withHelp(state: FormState, refusal: string, path: string): Promise<FormState> {
  const t = await getTranslations('citizen.draft');
  const message = { 'stale-version': t('openLatest'), 'not-editable': t('openSent') }[refusal];
  return message === undefined
    ? state
    : { ...state, errors: [...state.errors, { field: '', message, href: path }] };
}

/** An access that ended while somebody was typing must not cost them what they typed. */
async function sessionEnded(data: FormData, path: string): Promise<FormState> {
  const t = await getTranslations('citizen.draft');
  return {
    values: typedValues(data),
    errors: [
      { field: '', message: t('sessionEnded') },
      { field: '', message: t('signInBeside'), href: `/accedi?ritorno=${encodeURIComponent(path)}` },
    ],
  };
}

/** "Elimina la bozza". */
export async function discardDraft(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/domande', 'cittadino');
  const applicationId = textOf(data, 'application');
  if (!validate(applicationId)) notFound();
  const state = await formAction(data, {}, () =>
    closeApplication(database(), actorOf(user), { applicationId, as: 'discarded' }),
  );
  if (state.errors.length > 0) return state;
  revalidatePath('/domande');
  redirect('/domande');
}
