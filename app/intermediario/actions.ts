'use server';

import { getLocale, getTranslations } from 'next-intl/server';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { labelled } from '@/app/_citizen/labelled';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { accreditationFields } from '@/commands/access/accredit';
import { openByMandate } from '@/commands/mandate/compile';
import { endMandate, keepMandate, registerClient, type TypedPaper } from '@/commands/mandate/record';
import type { Outcome } from '@/commands/transaction';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';

const mandateIn = (data: FormData): string => {
  const mandateId = textOf(data, 'mandate');
  if (!validate(mandateId)) notFound();
  return mandateId;
};

/** "Registra la delega". */
export async function record(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/intermediario/nuova-delega', 'intermediario');
  const mandateId = mandateIn(data);
  const typed = {
    fiscalCode: textOf(data, 'fiscalCode'),
    familyName: textOf(data, 'familyName'),
    givenName: textOf(data, 'givenName'),
    ...paperIn(data),
  };
  return recorded(data, mandateId, () => keepMandate(database(), actorOf(user), { mandateId, typed }));
}

/** "Registra la persona e la delega". */
export async function registerPerson(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/intermediario/nuova-persona', 'intermediario');
  const [mandateId, language] = [mandateIn(data), await getLocale()];
  const names = [...Object.keys(accreditationFields), 'consent'];
  const answers = Object.fromEntries(names.map((name) => [name, textOf(data, name)]));
  const input = { mandateId, answers, typed: paperIn(data), language };
  return recorded(data, mandateId, () => registerClient(database(), actorOf(user), input));
}

const paperIn = (data: FormData): TypedPaper => ({
  number: textOf(data, 'number'),
  scope: textOf(data, 'scope'),
  signedOn: textOf(data, 'signedOn'),
  validFrom: textOf(data, 'validFrom'),
  validUntil: textOf(data, 'validUntil'),
  proof: textOf(data, 'proof'),
});

/** Performs an act that records a mandate, and leads to its page, or says of each field what is wrong. */
async function recorded(
  data: FormData,
  mandateId: string,
  act: () => Promise<Outcome<unknown>>,
): Promise<FormState> {
  const state = await formAction(data, {}, act);
  if (state.errors.length === 0) redirect(`/intermediario/${mandateId}`);
  const [t, tAccess] = await Promise.all([getTranslations('filing.mandate'), getTranslations('access')]);
  return labelled(state, (field) => {
    if (field in accreditationFields) return tAccess(field as keyof typeof accreditationFields);
    return t.has(field as never) ? t(field as never) : undefined;
  });
}

/** "Compila la domanda". */
export async function open(_state: FormState, data: FormData): Promise<FormState> {
  const mandateId = mandateIn(data);
  const user = await requireUser(`/intermediario/${mandateId}`, 'intermediario');
  const programmeSlug = textOf(data, 'slug');
  return formAction(data, {}, async () => {
    if (programmeSlug === '') return refused(invalid('slug', 'choice'));
    const outcome = await openByMandate(database(), actorOf(user), { mandateId, programmeSlug });
    if (!outcome.ok) return outcome;
    redirect(`/domande/${outcome.value.applicationId}`);
  });
}

/** "Chiudi la delega". */
export async function end(_state: FormState, data: FormData): Promise<FormState> {
  const mandateId = mandateIn(data);
  const page = `/intermediario/${mandateId}`;
  const user = await requireUser(page, 'intermediario');
  return formAction(data, {}, async () => {
    const outcome = await endMandate(database(), actorOf(user), mandateId);
    if (!outcome.ok) return outcome;
    redirect(page, RedirectType.replace);
  });
}
