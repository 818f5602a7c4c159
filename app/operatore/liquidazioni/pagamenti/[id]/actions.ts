'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { giveUpPayments, signPayments } from '@/commands/payment/sign';
import { officeRoles } from '@/domain/roles';
import { ente } from '@/ente';

/** "Firma il pagamento", by a second person. */
export async function sign(_: FormState, data: FormData): Promise<FormState> {
  const batchId = uuid(textOf(data, 'batchId'));
  const page = `/operatore/liquidazioni/pagamenti/${batchId}`;
  const user = await requireUser(page, 'responsabile');
  return formAction(data, {}, async () => {
    const { treasury } = ente;
    const outcome = await signPayments(database(), actorOf(user), { batchId, treasury });
    if (outcome.ok) redirect(page);
    return outcome;
  });
}

/** "Annulla il pagamento", before it is signed. */
export async function giveUp(_: FormState, data: FormData): Promise<FormState> {
  const batchId = uuid(textOf(data, 'batchId'));
  const page = `/operatore/liquidazioni/pagamenti/${batchId}`;
  const user = await requireUser(page, ...officeRoles);
  return formAction(data, {}, async () => {
    const outcome = await giveUpPayments(database(), actorOf(user), { batchId });
    if (outcome.ok) redirect(page);
    return outcome;
  });
}
