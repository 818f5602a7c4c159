'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { takeInCharge } from '@/commands/application/take';
import { longestWaiting } from '@/db/queries/office';
import { ok } from '@/domain/result';

/** "Prendi la prossima": the application that has waited longest, in the operator's charge, open before them. */
export async function takeNext(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/operatore', 'operatore', 'responsabile');
  return formAction(data, {}, async () => {
    const applicationId = await longestWaiting(database());
    if (applicationId === null) return ok(null);
    const taken = await takeInCharge(database(), actorOf(user), { applicationId });
    if (taken.ok) redirect(`/operatore/domande/${applicationId}?fatto=presa`);
    return taken;
  });
}
