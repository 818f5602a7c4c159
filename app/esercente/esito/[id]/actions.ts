'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { voidRedemption } from '@/commands/voucher/void';
import { merchantRoles } from '@/domain/roles';

/** "Annulla la spesa": back to its page, which then says so. */
export async function voidSpend(_: FormState, data: FormData): Promise<FormState> {
  const redemptionId = uuid(textOf(data, 'redemptionId'));
  const page = `/esercente/esito/${redemptionId}`;
  const user = await requireUser(page, ...merchantRoles);
  const key = textOf(data, 'key').slice(0, 200) || `void:${redemptionId}`;
  const reason = textOf(data, 'reason').slice(0, 300);
  return formAction(data, {}, async () => {
    const outcome = await voidRedemption(database(), actorOf(user), key, { redemptionId, reason });
    if (outcome.ok || outcome.error.code === 'already-voided') redirect(page);
    return outcome;
  });
}
