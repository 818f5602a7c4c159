'use server';

import { redirect } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { currentUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { replyToTicket } from '@/commands/ticket/reply';
import { normaliseCode } from '@/domain/code';

/** The person writes again, proved by the secret of the mail or by being signed in as who opened it. */
export async function reply(_: FormState, data: FormData): Promise<FormState> {
  const user = await currentUser();
  const [code, secret] = [normaliseCode(textOf(data, 'code')).slice(0, 40), textOf(data, 'secret')];
  const id = textOf(data, 'id');
  return formAction(data, { secrets: ['secret'] }, async () => {
    const holder = secret === '' && user ? { userId: user.id } : { secret };
    const outcome = await replyToTicket(database(), holder, {
      code,
      text: textOf(data, 'text'),
      ...(validate(id) && { messageId: id }),
    });
    if (!outcome.ok) return outcome;
    const query = new URLSearchParams({ ...(secret === '' ? {} : { chiave: secret }), scritto: 'si' });
    redirect(`/assistenza/${code}?${query.toString()}`);
  });
}
