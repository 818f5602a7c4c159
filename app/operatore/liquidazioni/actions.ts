'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { preparePayments } from '@/commands/payment/prepare';
import { closeAllPeriods } from '@/commands/settlement/close-period';
import { officeRoles } from '@/domain/roles';

const page = '/operatore/liquidazioni';

/** "Prepara il pagamento" of the notes that were chosen. */
export async function preparePayment(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser(page, ...officeRoles);
  const batchId = uuid(textOf(data, 'batchId'));
  const settlementIds = data
    .getAll('settlementIds')
    .flatMap((id) => (typeof id === 'string' ? [uuid(id)] : []));
  return formAction(data, {}, async () => {
    const outcome = await preparePayments(database(), actorOf(user), { batchId, settlementIds });
    if (outcome.ok) redirect(`${page}/pagamenti/${batchId}`);
    return outcome;
  });
}

/** "Chiudi ora tutti i periodi". */
export async function closeAll(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser(page, ...officeRoles);
  return formAction(data, {}, async () => {
    const outcome = await closeAllPeriods(database(), actorOf(user));
    if (outcome.ok) redirect(`${page}?chiusi=${outcome.value.closed}`);
    return outcome;
  });
}
