'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { presentNote } from '@/commands/settlement/present';
import { retryPayment } from '@/commands/settlement/retry-payment';

/** "Presenta la nota di debito". */
export async function present(_: FormState, data: FormData): Promise<FormState> {
  const settlementId = uuid(textOf(data, 'settlementId'));
  const page = `/esercente/liquidazioni/${settlementId}`;
  const user = await requireUser(page, 'esercente');
  return formAction(data, {}, async () => {
    const declared = textOf(data, 'declared') !== '';
    const outcome = await presentNote(database(), actorOf(user), { settlementId, declared });
    if (outcome.ok) redirect(page);
    return outcome;
  });
}

/** "Paga su questo conto", after the bank refused. */
export async function retry(_: FormState, data: FormData): Promise<FormState> {
  const settlementId = uuid(textOf(data, 'settlementId'));
  const page = `/esercente/liquidazioni/${settlementId}`;
  const user = await requireUser(page, 'esercente');
  return formAction(data, {}, async () => {
    const outcome = await retryPayment(database(), actorOf(user), { settlementId });
    if (outcome.ok) redirect(page);
    return outcome;
  });
}
