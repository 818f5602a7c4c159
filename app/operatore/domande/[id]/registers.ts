'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { askRegisters } from '@/commands/inquiry/ask';

/** "Interroga di nuovo": the registers are asked about the application, and its page is shown meanwhile. */
export async function askAgain(_: FormState, data: FormData): Promise<FormState> {
  const applicationId = uuid(textOf(data, 'applicationId'));
  const page = `/operatore/domande/${applicationId}`;
  const user = await requireUser(page, 'operatore', 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await askRegisters(database(), actorOf(user), { applicationId });
    if (outcome.ok) redirect(`${page}#registri`);
    return outcome;
  });
}
