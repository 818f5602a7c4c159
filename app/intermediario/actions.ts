'use server';

import { getTranslations } from 'next-intl/server';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { labelled } from '@/app/_citizen/labelled';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { openByMandate } from '@/commands/mandate/compile';
import { endMandate, keepMandate } from '@/commands/mandate/record';

const mandateIn = (data: FormData): string => {
  const mandateId = textOf(data, 'mandate');
  if (!validate(mandateId)) notFound();
  return mandateId;
};

/** "Registra la delega". */
export async function record(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/intermediario/nuova-delega', 'intermediario');
  const [mandateId, text] = [mandateIn(data), (name: string) => textOf(data, name)];
  const typed = {
    fiscalCode: text('fiscalCode'),
    familyName: text('familyName'),
    givenName: text('givenName'),
    number: text('number'),
    scope: text('scope'),
    signedOn: text('signedOn'),
    validFrom: text('validFrom'),
    validUntil: text('validUntil'),
    proof: text('proof'),
  };
  const state = await formAction(data, {}, () =>
    keepMandate(database(), actorOf(user), { mandateId, typed }),
  );
  if (state.errors.length === 0) redirect(`/intermediario/${mandateId}`);
  const [t, tAccess] = await Promise.all([getTranslations('filing.mandate'), getTranslations('access')]);
  return labelled(state, (field) => {
    if (field === 'fiscalCode' || field === 'familyName' || field === 'givenName') return tAccess(field);
    return t.has(field as never) ? t(field as never) : undefined;
  });
}

/** "Compila la domanda". */
export async function open(_state: FormState, data: FormData): Promise<FormState> {
  const mandateId = mandateIn(data);
  const user = await requireUser(`/intermediario/${mandateId}`, 'intermediario');
  const programmeSlug = textOf(data, 'slug');
  return formAction(data, {}, async () => {
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
