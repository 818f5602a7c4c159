'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { decideOwnData, extendAnswer, setLegalHold } from '@/commands/own-data/decide';
import type { Outcome } from '@/commands/transaction';
import type { Actor } from '@/domain/roles';

/** Does an act on a request and comes back to it. */
async function act(
  data: FormData,
  word: string,
  perform: (actor: Actor, requestId: string) => Promise<Outcome<null>>,
): Promise<FormState> {
  const requestId = uuid(textOf(data, 'requestId'));
  const user = await requireUser(`/operatore/dati-personali/${requestId}`, 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await perform(actorOf(user), requestId);
    if (outcome.ok) redirect(`/operatore/dati-personali/${requestId}?fatto=${word}`);
    return outcome;
  });
}

const asRead = (data: FormData) => ({ seen: Number(textOf(data, 'seen')), reason: textOf(data, 'reason') });

/** "Registra la risposta". */
export async function decide(_: FormState, data: FormData): Promise<FormState> {
  const outcome = textOf(data, 'outcome');
  return act(data, 'decisa', (actor, requestId) =>
    decideOwnData(database(), actor, { requestId, outcome, ...asRead(data) }),
  );
}

/** "Prendi altri due mesi". */
export async function extend(_: FormState, data: FormData): Promise<FormState> {
  return act(data, 'prorogata', (actor, requestId) =>
    extendAnswer(database(), actor, { requestId, ...asRead(data) }),
  );
}

/** "Conserva i dati" for a claim. */
export async function hold(_: FormState, data: FormData): Promise<FormState> {
  const holdId = uuid(textOf(data, 'holdId'));
  return act(data, 'vincolata', (actor, requestId) =>
    setLegalHold(database(), actor, { requestId, holdId, reason: textOf(data, 'reason') }),
  );
}

/** "Togli il vincolo". */
export async function lift(_: FormState, data: FormData): Promise<FormState> {
  return act(data, 'svincolata', (actor, requestId) =>
    setLegalHold(database(), actor, { requestId, lift: true }),
  );
}
