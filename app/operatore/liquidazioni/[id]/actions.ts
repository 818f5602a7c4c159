'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { closePeriod } from '@/commands/settlement/close-period';
import { retryPayment } from '@/commands/settlement/retry-payment';
import { sendNoteBack, verifyNote } from '@/commands/settlement/review';
import type { Outcome } from '@/commands/transaction';
import { officeRoles, type Actor } from '@/domain/roles';

/** An act of the office on a settlement, which leads back to its page. */
async function onSettlement<T>(
  data: FormData,
  act: (actor: Actor, settlementId: string) => Promise<Outcome<T>>,
): Promise<FormState> {
  const settlementId = uuid(textOf(data, 'settlementId'));
  const page = `/operatore/liquidazioni/${settlementId}`;
  const user = await requireUser(page, ...officeRoles);
  return formAction(data, {}, async () => {
    const outcome = await act(actorOf(user), settlementId);
    if (outcome.ok) redirect(page);
    return outcome;
  });
}

export async function verify(_: FormState, data: FormData): Promise<FormState> {
  return onSettlement(data, (actor, settlementId) => verifyNote(database(), actor, { settlementId }));
}

export async function sendBack(_: FormState, data: FormData): Promise<FormState> {
  const reason = textOf(data, 'reason');
  return onSettlement(data, (actor, settlementId) =>
    sendNoteBack(database(), actor, { settlementId, reason }),
  );
}

export async function close(_: FormState, data: FormData): Promise<FormState> {
  return onSettlement(data, (actor, settlementId) => closePeriod(database(), actor, { settlementId }));
}

export async function payAgain(_: FormState, data: FormData): Promise<FormState> {
  return onSettlement(data, (actor, settlementId) => retryPayment(database(), actor, { settlementId }));
}
