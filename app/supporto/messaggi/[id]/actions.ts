'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { validate } from 'uuid';
import { followUpRoles } from '@/app/_messages/roles';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { handleMessage, repeatMessage } from '@/commands/message/follow-up';
import type { Outcome } from '@/commands/transaction';
import { refused } from '@/domain/result';
import type { Actor } from '@/domain/roles';

type Act = (actor: Actor, on: { messageId: string; followUpId: string }) => Promise<Outcome<null>>;

/** An act on a failed message. Where somebody was faster, the page shows what they did. */
async function onMessage(data: FormData, done: string, act: Act): Promise<FormState> {
  const user = await requireUser('/supporto/messaggi', ...followUpRoles);
  return formAction(data, {}, async () => {
    const [messageId, followUpId] = [textOf(data, 'message'), textOf(data, 'id')];
    if (!validate(messageId) || !validate(followUpId)) return refused({ code: 'not-found' });
    const outcome = await act(actorOf(user), { messageId, followUpId });
    if (outcome.ok) redirect(`/supporto/messaggi/${messageId}?fatto=${done}`);
    if (outcome.error.code === 'act-not-allowed') refresh();
    return outcome;
  });
}

/** "Rimanda ora". */
export async function repeat(_: FormState, data: FormData): Promise<FormState> {
  return onMessage(data, 'rimandato', (actor, on) => repeatMessage(database(), actor, on));
}

/** "Segna come seguito". */
export async function handle(_: FormState, data: FormData): Promise<FormState> {
  return onMessage(data, 'seguito', (actor, on) =>
    handleMessage(database(), actor, { ...on, note: textOf(data, 'note') }),
  );
}
