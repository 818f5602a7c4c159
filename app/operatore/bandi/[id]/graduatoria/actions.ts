'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { publishRanking } from '@/commands/programme/publish-ranking';

/** "Pubblica la graduatoria". */
export async function publish(_: FormState, data: FormData): Promise<FormState> {
  const slug = textOf(data, 'slug');
  const page = `/operatore/bandi/${encodeURIComponent(slug)}/graduatoria`;
  const user = await requireUser(page, 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await publishRanking(database(), actorOf(user), { slug });
    if (outcome.ok) redirect(`${page}?fatto=pubblicata`);
    return outcome;
  });
}
