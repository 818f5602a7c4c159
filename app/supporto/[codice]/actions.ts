'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { validate, v7 as newId } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser, type SessionUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { answerTicket } from '@/commands/ticket/answer';
import { askRequester } from '@/commands/ticket/ask';
import { assignTicket } from '@/commands/ticket/assign';
import { classifyTicket } from '@/commands/ticket/classify';
import { escalateTicket } from '@/commands/ticket/escalate';
import { linkTicket } from '@/commands/ticket/link';
import { lookFor } from '@/commands/ticket/look';
import { mergeTicket } from '@/commands/ticket/merge';
import { noteTicket } from '@/commands/ticket/note';
import { resolveTicket } from '@/commands/ticket/resolve';
import type { Outcome } from '@/commands/transaction';
import { normaliseCode } from '@/domain/code';
import { deskRoles, type Actor } from '@/domain/roles';

type Act = (input: {
  actor: Actor;
  code: string;
  seen: number | undefined;
  id: string;
}) => Promise<Outcome<unknown>>;

/** An act of the desk, and the word of what was done. On a page that is no longer what it was, the new one is shown. */
async function onTicket(data: FormData, done: string, act: Act): Promise<FormState> {
  const code = normaliseCode(textOf(data, 'code')).slice(0, 40);
  const user: SessionUser = await requireUser(`/supporto/${code}`, ...deskRoles);
  const [seen, id] = [Number(textOf(data, 'seen')), textOf(data, 'id')];
  return formAction(data, { secrets: ['seen'] }, async () => {
    const outcome = await act({
      actor: actorOf(user),
      code,
      seen: Number.isSafeInteger(seen) && seen > 0 ? seen : undefined,
      id: validate(id) ? id : newId(),
    });
    if (outcome.ok) redirect(`/supporto/${code}?fatto=${done}`);
    if (outcome.error.code === 'changed-meanwhile' || outcome.error.code === 'act-not-allowed') refresh();
    return outcome;
  });
}

/** "Rispondi", or "Chiedi e aspetta la risposta": the person is told by mail. */
export async function answer(_: FormState, data: FormData): Promise<FormState> {
  const asks = textOf(data, 'act') === 'domanda';
  const write = asks ? askRequester : answerTicket;
  return onTicket(data, asks ? 'domanda' : 'risposta', ({ actor, id, ...on }) =>
    write(database(), actor, { ...on, messageId: id, text: textOf(data, 'text') }),
  );
}

/** "Segna come risolta". */
export async function resolve(_: FormState, data: FormData): Promise<FormState> {
  return onTicket(data, 'risolta', ({ actor, code, seen }) =>
    resolveTicket(database(), actor, { code, seen }),
  );
}

/** "Aggiungi la nota". */
export async function note(_: FormState, data: FormData): Promise<FormState> {
  return onTicket(data, 'nota', ({ actor, code, id }) =>
    noteTicket(database(), actor, { code, noteId: id, text: textOf(data, 'text') }),
  );
}

/** "Assegna". */
export async function assign(_: FormState, data: FormData): Promise<FormState> {
  return onTicket(data, 'assegnata', ({ actor, code, seen }) =>
    assignTicket(database(), actor, { code, seen, assignee: textOf(data, 'assignee') }),
  );
}

/** "Cambia" of what it is about and how much it presses. */
export async function classify(_: FormState, data: FormData): Promise<FormState> {
  return onTicket(data, 'classificata', ({ actor, code, seen }) =>
    classifyTicket(database(), actor, {
      code,
      seen,
      category: textOf(data, 'category'),
      priority: textOf(data, 'priority'),
    }),
  );
}

/** "Passa al responsabile". */
export async function escalate(_: FormState, data: FormData): Promise<FormState> {
  return onTicket(data, 'passata', ({ actor, code, seen }) =>
    escalateTicket(database(), actor, { code, seen }),
  );
}

/** "Collega". */
export async function link(_: FormState, data: FormData): Promise<FormState> {
  return onTicket(data, 'collegata', ({ actor, code }) =>
    linkTicket(database(), actor, { code, link: textOf(data, 'link'), target: textOf(data, 'target') }),
  );
}

/** "Unisci". */
export async function merge(_: FormState, data: FormData): Promise<FormState> {
  return onTicket(data, 'unita', ({ actor, code, seen }) =>
    mergeTicket(database(), actor, { code, seen, into: normaliseCode(textOf(data, 'into')).slice(0, 40) }),
  );
}

/** "Controlla": what was found stands on the page, as it was recorded. */
export async function look(_: FormState, data: FormData): Promise<FormState> {
  return onTicket(data, 'esame', ({ actor, code, id }) =>
    lookFor(database(), actor, {
      code,
      lookId: id,
      look: textOf(data, 'look'),
      asked: textOf(data, 'asked'),
    }),
  );
}
