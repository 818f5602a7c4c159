'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { makeDraw } from '@/commands/programme/draw';

/** "Fai il sorteggio", with the number that was looked at. */
export async function make(_: FormState, data: FormData): Promise<FormState> {
  const page = `/operatore/bandi/${encodeURIComponent(textOf(data, 'slug'))}/sorteggio`;
  const user = await requireUser(page, 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await makeDraw(database(), actorOf(user), {
      programmeId: uuid(textOf(data, 'programmeId')),
      publicNumber: textOf(data, 'publicNumber'),
    });
    if (outcome.ok) redirect(`${page}?fatto=si`);
    return outcome;
  });
}
