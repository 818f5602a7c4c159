'use server';

import { redirect } from 'next/navigation';
import { validate } from 'uuid';
import { caseHref, listOf } from '@/app/_office/filters';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { assignApplication } from '@/commands/application/assign';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';
import { officeRoles } from '@/domain/roles';

/** "Assegna", to a colleague: the application is shown again as part of its list. */
export async function assign(_: FormState, data: FormData): Promise<FormState> {
  const applicationId = uuid(textOf(data, 'applicationId'));
  const user = await requireUser(`/operatore/domande/${applicationId}`, ...officeRoles);
  return formAction(data, {}, async () => {
    const operatorId = textOf(data, 'operatorId');
    if (!validate(operatorId)) return refused(invalid('operatorId', 'choice'));
    const outcome = await assignApplication(database(), actorOf(user), { applicationId, operatorId });
    const address = caseHref(applicationId, listOf(textOf(data, 'elenco')));
    if (outcome.ok) redirect(`${address}${address.includes('?') ? '&' : '?'}fatto=assegnata`);
    return outcome;
  });
}
