'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { askAboutOwnData } from '@/commands/own-data/ask';

/** "Chiedi": back to the page, which then says what was asked and by when there will be an answer. */
export async function ask(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/i-miei-dati', 'cittadino');
  return formAction(data, {}, async () => {
    const outcome = await askAboutOwnData(database(), actorOf(user), {
      requestId: uuid(textOf(data, 'requestId')),
      kind: textOf(data, 'kind'),
      text: textOf(data, 'text'),
    });
    if (outcome.ok) redirect('/i-miei-dati?fatto=chiesto');
    return outcome;
  });
}
