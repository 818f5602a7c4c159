'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser, type SessionUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { decideApplication, type Decision } from '@/commands/application/decide';
import { takeInCharge } from '@/commands/application/take';
import type { Outcome } from '@/commands/transaction';
import { parseEuro } from '@/domain/money';

type Act = (user: SessionUser, applicationId: string) => Promise<Outcome<unknown>>;

/**
 * Performs an act on an application and returns to its page with what came of it. When a colleague was faster the page
 * is shown again too, as it now stands: a form that comes back would no longer be on it.
 */
async function act(data: FormData, done: string, perform: Act): Promise<FormState> {
  const applicationId = uuid(textOf(data, 'applicationId'));
  const page = `/operatore/domande/${applicationId}`;
  const user = await requireUser(page, 'operatore', 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await perform(user, applicationId);
    if (outcome.ok) redirect(`${page}?fatto=${done}`);
    if (outcome.error.code === 'act-not-allowed') redirect(`${page}?fatto=cambiata`);
    return outcome;
  });
}

const decide =
  (decision: Decision): Act =>
  (user, applicationId) =>
    decideApplication(database(), actorOf(user), { applicationId, decision });

/** "Prendi in carico". */
export async function take(_: FormState, data: FormData): Promise<FormState> {
  return act(data, 'presa', (user, applicationId) =>
    takeInCharge(database(), actorOf(user), { applicationId }),
  );
}

/** "Approva", with the amount as typed: what is no amount is refused by the command at its field. */
export async function approve(_: FormState, data: FormData): Promise<FormState> {
  const amountCents = parseEuro(textOf(data, 'amountCents')) ?? Number.NaN;
  const reason = textOf(data, 'reason') || null;
  return act(data, 'approvata', decide({ outcome: 'approvata', amountCents, reason }));
}

/** "Respingi", with its reason. */
export async function reject(_: FormState, data: FormData): Promise<FormState> {
  return act(data, 'respinta', decide({ outcome: 'respinta', reason: textOf(data, 'reason') }));
}
