'use server';

import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { openInCall } from '@/commands/call/compile';
import { closeCall, sendPin, verifyCaller } from '@/commands/call/verify';
import { pinWays } from '@/commands/pin/request';
import type { Outcome } from '@/commands/transaction';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';
import type { Actor } from '@/domain/roles';

/** Performs an act in the call that the form carries, and leads on where there is another page. */
async function inCall<T>(
  data: FormData,
  act: (actor: Actor, callId: string) => Promise<Outcome<T>>,
  next: (value: T, page: string) => string,
): Promise<FormState> {
  const callId = textOf(data, 'call');
  if (!validate(callId)) notFound();
  const page = `/contact-center/${callId}`;
  const actor = actorOf(await requireUser(page, 'contactcenter'));
  return formAction(data, { secrets: ['firstPart'] }, async () => {
    const outcome = await act(actor, callId);
    if (!outcome.ok && outcome.error.code === 'not-found') notFound();
    // What has ended is said by the call's own page, and what to do then.
    if (!outcome.ok && outcome.error.code === 'call-ended') redirect(page, RedirectType.replace);
    if (!outcome.ok) return outcome;
    redirect(next(outcome.value, page), RedirectType.replace);
  });
}

/** "Verifica". */
export async function verify(_state: FormState, data: FormData): Promise<FormState> {
  const firstPart = textOf(data, 'firstPart');
  return inCall(
    data,
    (actor, callId) => verifyCaller(database(), actor, { callId, firstPart }),
    (_, page) => page,
  );
}

/** "Manda un nuovo PIN". */
export async function send(_state: FormState, data: FormData): Promise<FormState> {
  const way = pinWays.find((each) => each === textOf(data, 'way')) ?? 'email';
  return inCall(
    data,
    (actor, callId) => sendPin(database(), actor, { callId, way }),
    (_, page) => `${page}?inviato`,
  );
}

/** "Chiudi la chiamata". */
export async function close(_state: FormState, data: FormData): Promise<FormState> {
  return inCall(
    data,
    (actor, callId) => closeCall(database(), actor, callId),
    () => '/contact-center',
  );
}

/** "Compila la domanda". */
export async function open(_state: FormState, data: FormData): Promise<FormState> {
  const programmeSlug = textOf(data, 'slug');
  return inCall(
    data,
    (actor, callId) =>
      programmeSlug === ''
        ? Promise.resolve(refused(invalid('slug', 'choice')))
        : openInCall(database(), actor, { callId, programmeSlug }),
    ({ applicationId }) => `/domande/${applicationId}`,
  );
}
