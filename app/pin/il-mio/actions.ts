'use server';

import { redirect, RedirectType } from 'next/navigation';
import { openSession } from '@/app/_server/auth';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { completePin } from '@/commands/pin/enter';
import { revokePin } from '@/commands/pin/revoke';

const page = '/pin/il-mio';

/** "Completa": with the second part the access opens everything from now on. */
export async function complete(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser(page, 'cittadino');
  return formAction(data, { secrets: ['second'] }, async () => {
    const outcome = await completePin(database(), { userId: user.id, second: textOf(data, 'second') });
    if (!outcome.ok) return outcome;
    // Who entered in another way stays entered in that way.
    if (user.level === 'simplified') await openSession(outcome.value);
    redirect(`${page}?completo`, RedirectType.replace);
  });
}

/** "Annulla il PIN": whoever entered with it is out; the person who asks stays in. */
export async function revoke(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser(page, 'cittadino');
  return formAction(data, {}, async () => {
    const outcome = await revokePin(database(), actorOf(user));
    if (!outcome.ok) return outcome;
    // The person stays in as they came: a first password that was never used is not asked for now.
    await openSession({
      ...outcome.value,
      ...(user.session.method === 'pin' && { method: user.session.method }),
    });
    redirect(`${page}?annullato`, RedirectType.replace);
  });
}
