'use server';

import { redirect } from 'next/navigation';
import { caseHref, listOf, listQuery, typedList, worklistHref } from '@/app/_office/filters';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { takeNext } from '@/commands/application/take-next';
import { removeView, renameView, saveView } from '@/commands/office/views';
import { officeRoles } from '@/domain/roles';

/** "Cerca" and "Applica filtri": the list that was asked for, at an address that names nobody. */
export async function searchWorklist(data: FormData): Promise<void> {
  await requireUser('/operatore', ...officeRoles);
  redirect(worklistHref(typedList(typedValues(data))));
}

/** "Prendi la prossima": the application whose term ends first, in the operator's charge, open before them. */
export async function takeNextInLine(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/operatore', ...officeRoles);
  return formAction(data, {}, async () => {
    const taken = await takeNext(database(), actorOf(user));
    if (!taken.ok) return taken;
    if (taken.value === null) redirect('/operatore?fatto=nessuna');
    const address = caseHref(taken.value.applicationId, listOf(textOf(data, 'elenco')));
    redirect(`${address}${address.includes('?') ? '&' : '?'}fatto=presa`);
  });
}

/** "Salva questo elenco": the list on the screen, by name. */
export async function keepView(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/operatore', ...officeRoles);
  const list = listOf(textOf(data, 'query'));
  return formAction(data, {}, async () => {
    const kept = await saveView(database(), actorOf(user), {
      name: textOf(data, 'name'),
      query: listQuery(list),
    });
    if (kept.ok) redirect(worklistHref(list));
    return kept;
  });
}

/** "Rinomina" and "Elimina", of a kept list. */
export async function changeView(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/operatore', ...officeRoles);
  const viewId = textOf(data, 'viewId');
  return formAction(data, {}, async () => {
    const actor = actorOf(user);
    const changed =
      textOf(data, 'act') === 'remove'
        ? await removeView(database(), actor, { viewId })
        : await renameView(database(), actor, { viewId, name: textOf(data, 'name') });
    if (changed.ok) redirect(worklistHref(listOf(textOf(data, 'query'))));
    return changed;
  });
}
