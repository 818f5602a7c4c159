'use server';

import { redirect } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { takeNextTicket } from '@/commands/ticket/assign';
import { writeCannedAnswer } from '@/commands/ticket/canned-answers';
import { refused } from '@/domain/result';
import { deskRoles } from '@/domain/roles';

/** "Prendi la prossima": the request whose term ends first, in the hands of who asks. */
export async function takeNext(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/supporto', ...deskRoles);
  return formAction(data, {}, async () => {
    const taken = await takeNextTicket(database(), actorOf(user));
    if (!taken.ok) return taken;
    redirect(taken.value === null ? '/supporto?fatto=nessuna' : `/supporto/${taken.value.code}?fatto=presa`);
  });
}

/** "Salva" of a ready answer. */
export async function keepCannedAnswer(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/supporto/risposte', ...deskRoles);
  return formAction(data, {}, async () => {
    const [id, version] = [textOf(data, 'id'), Number(textOf(data, 'version'))];
    if (!validate(id) || !Number.isSafeInteger(version)) return refused({ code: 'not-found' });
    const kept = await writeCannedAnswer(database(), actorOf(user), {
      id,
      version,
      title: textOf(data, 'title'),
      text: textOf(data, 'text'),
      active: textOf(data, 'active') !== '',
    });
    if (kept.ok) redirect('/supporto/risposte?fatto=salvata');
    return kept;
  });
}
