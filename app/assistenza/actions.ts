'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { v7 as newId, validate } from 'uuid';
import { labelled } from '@/app/_citizen/labelled';
import { clientAddress } from '@/app/_server/client-address';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { currentUser, safeReturn } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { openTicket } from '@/commands/ticket/open';

const fields = ['name', 'phone', 'email', 'category', 'reason'] as const;

/** "Spedisci": opens the request and shows it. Who is signed in finds it by the code alone, a visitor needs the secret. */
export async function askForHelp(_: FormState, data: FormData): Promise<FormState> {
  const [user, t, address] = await Promise.all([currentUser(), getTranslations('help'), clientAddress()]);
  const requestId = textOf(data, 'requestId');
  const state = await formAction(data, {}, async () => {
    const outcome = await openTicket(database(), {
      requestId: validate(requestId) ? requestId : newId(),
      name: textOf(data, 'name'),
      phone: textOf(data, 'phone'),
      email: textOf(data, 'email'),
      reason: textOf(data, 'reason'),
      category: textOf(data, 'category'),
      address,
      errorCode: textOf(data, 'error'),
      page: safeReturn(textOf(data, 'page'), '') || null,
      userId: user?.id ?? null,
    });
    if (!outcome.ok) return outcome;
    const { code, secret } = outcome.value;
    const query = new URLSearchParams({ ...(user ? {} : { chiave: secret }), inviata: 'si' });
    redirect(`/assistenza/${code}?${query.toString()}`);
  });
  return labelled(state, (field) => {
    const known = fields.find((name) => name === field);
    return known && t(known);
  });
}
