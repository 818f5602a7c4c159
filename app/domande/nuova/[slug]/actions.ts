'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { openApplication } from '@/commands/application/open';

/** "Inizia la domanda": opens the draft, or goes on with the one already open. */
export async function begin(_state: FormState, data: FormData): Promise<FormState> {
  const slug = textOf(data, 'slug');
  const user = await requireUser(`/domande/nuova/${encodeURIComponent(slug)}`, 'cittadino');
  return formAction(data, {}, async () => {
    const outcome = await openApplication(database(), actorOf(user), { programmeSlug: slug });
    if (!outcome.ok) return outcome;
    redirect(`/domande/${outcome.value.applicationId}`);
  });
}
