'use server';

import { redirect } from 'next/navigation';
import { programmePath } from '@/app/_editor/paths';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { liftRetentionHold, placeRetentionHold, setRetention } from '@/commands/retention/decide';
import type { Outcome } from '@/commands/transaction';
import type { Actor } from '@/domain/roles';

/** Does an act on the retention of a programme and comes back to it. */
async function act(
  data: FormData,
  word: string,
  perform: (actor: Actor, programmeId: string) => Promise<Outcome<null>>,
): Promise<FormState> {
  const programmeId = uuid(textOf(data, 'programme'));
  const user = await requireUser(programmePath(programmeId), 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await perform(actorOf(user), programmeId);
    if (outcome.ok) redirect(`${programmePath(programmeId)}?fatto=${word}`);
    return outcome;
  });
}

/** "Cambia il termine". */
export async function move(_: FormState, data: FormData): Promise<FormState> {
  const months = textOf(data, 'months');
  return act(data, 'termine-cambiato', (actor, programmeId) =>
    setRetention(database(), actor, { programmeId, months }),
  );
}

/** "Conserva i dati" for a claim. */
export async function hold(_: FormState, data: FormData): Promise<FormState> {
  const holdId = uuid(textOf(data, 'holdId'));
  const [registration, reason] = [textOf(data, 'registration'), textOf(data, 'reason')];
  return act(data, 'vincolo-messo', (actor, programmeId) =>
    placeRetentionHold(database(), actor, { programmeId, holdId, registration, reason }),
  );
}

/** "Togli il vincolo". */
export async function lift(_: FormState, data: FormData): Promise<FormState> {
  const holdId = uuid(textOf(data, 'holdId'));
  return act(data, 'vincolo-tolto', (actor, programmeId) =>
    liftRetentionHold(database(), actor, { programmeId, holdId }),
  );
}
