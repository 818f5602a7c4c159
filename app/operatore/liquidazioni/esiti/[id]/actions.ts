'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { applyOutcomes } from '@/commands/payment/apply-outcomes';
import { officeRoles } from '@/domain/roles';

/** "Registra gli esiti": every row, or none. */
export async function apply(_: FormState, data: FormData): Promise<FormState> {
  const importId = uuid(textOf(data, 'importId'));
  const page = `/operatore/liquidazioni/esiti/${importId}`;
  const user = await requireUser(page, ...officeRoles);
  return formAction(data, {}, async () => {
    const outcome = await applyOutcomes(database(), actorOf(user), { importId });
    if (outcome.ok) redirect(page);
    return outcome;
  });
}
