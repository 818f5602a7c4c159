'use server';

import { redirect } from 'next/navigation';
import { caseHref, listOf } from '@/app/_office/filters';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { assignApplication, putBack } from '@/commands/application/assign';
import { officeRoles, type Actor } from '@/domain/roles';
import type { Outcome } from '@/commands/transaction';

type Act = (actor: Actor, applicationId: string) => Promise<Outcome<null>>;

/** Changes who follows an application, and shows it again as part of its list. */
async function change(data: FormData, done: string, perform: Act): Promise<FormState> {
  const applicationId = uuid(textOf(data, 'applicationId'));
  const user = await requireUser(`/operatore/domande/${applicationId}`, ...officeRoles);
  return formAction(data, {}, async () => {
    const outcome = await perform(actorOf(user), applicationId);
    const address = caseHref(applicationId, listOf(textOf(data, 'elenco')));
    if (outcome.ok) redirect(`${address}${address.includes('?') ? '&' : '?'}fatto=${done}`);
    return outcome;
  });
}

/** "Assegna", to a colleague; who is nobody of the office is refused by the command at its field. */
export async function assign(_: FormState, data: FormData): Promise<FormState> {
  return change(data, 'assegnata', (actor, applicationId) =>
    assignApplication(database(), actor, { applicationId, operatorId: textOf(data, 'operatorId') }),
  );
}

/** "Rimetti tra quelle da istruire". */
export async function giveBack(_: FormState, data: FormData): Promise<FormState> {
  return change(data, 'rimessa', (actor, applicationId) => putBack(database(), actor, { applicationId }));
}
