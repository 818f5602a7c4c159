'use server';

import { getLocale, getTranslations } from 'next-intl/server';
import { notFound, redirect } from 'next/navigation';
import { validate } from 'uuid';
import { labelled } from '@/app/_citizen/labelled';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { accreditationFields } from '@/commands/access/accredit';
import { beginCall, registerCaller } from '@/commands/call/begin';
import { pinWays } from '@/commands/pin/request';

const callIn = (data: FormData): string => {
  const callId = textOf(data, 'call');
  if (!validate(callId)) notFound();
  return callId;
};

/** "Inizia la chiamata". */
export async function begin(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/contact-center', 'contactcenter');
  const typed = {
    callId: callIn(data),
    fiscalCode: textOf(data, 'fiscalCode'),
    familyName: textOf(data, 'familyName'),
    givenName: textOf(data, 'givenName'),
  };
  const state = await formAction(data, {}, () => beginCall(database(), actorOf(user), typed));
  if (state.errors.length === 0) redirect(`/contact-center/${typed.callId}`);
  return withLabels(state);
}

/** "Registra e inizia la chiamata". */
export async function register(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/contact-center/nuova-persona', 'contactcenter');
  const names = [...Object.keys(accreditationFields), 'consent'];
  const answers = Object.fromEntries(names.map((name) => [name, textOf(data, name)]));
  const way = pinWays.find((each) => each === textOf(data, 'way')) ?? 'email';
  const [callId, language] = [callIn(data), await getLocale()];
  const state = await formAction(data, {}, () =>
    registerCaller(database(), actorOf(user), { callId, answers, way, language }),
  );
  if (state.errors.length === 0) redirect(`/contact-center/${callId}`);
  return withLabels(state);
}

async function withLabels(state: FormState): Promise<FormState> {
  const t = await getTranslations('access');
  return labelled(state, (field) =>
    field in accreditationFields ? t(field as keyof typeof accreditationFields) : undefined,
  );
}
