'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { answerTicket } from '@/commands/ticket/answer';
import { resolveTicket } from '@/commands/ticket/resolve';
import { normaliseCode } from '@/domain/code';

const codeOf = (data: FormData): string => normaliseCode(textOf(data, 'code')).slice(0, 40);

/** "Rispondi": the person is told by mail. */
export async function answer(_: FormState, data: FormData): Promise<FormState> {
  const code = codeOf(data);
  const user = await requireUser(`/supporto/${code}`, 'supporto');
  return formAction(data, {}, async () => {
    const outcome = await answerTicket(database(), actorOf(user), { code, text: textOf(data, 'text') });
    if (outcome.ok) redirect(`/supporto/${code}?fatto=risposta`);
    return outcome;
  });
}

/** "Segna come risolta". When it had been resolved already the page is shown as it now stands. */
export async function resolve(_: FormState, data: FormData): Promise<FormState> {
  const code = codeOf(data);
  const user = await requireUser(`/supporto/${code}`, 'supporto');
  return formAction(data, {}, async () => {
    const outcome = await resolveTicket(database(), actorOf(user), { code });
    if (outcome.ok) redirect(`/supporto/${code}?fatto=risolta`);
    if (outcome.error.code === 'act-not-allowed') redirect(`/supporto/${code}`);
    return outcome;
  });
}
