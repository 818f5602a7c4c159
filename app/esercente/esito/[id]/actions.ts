'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import { isVoidReason } from '@/app/_till/void-reasons';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { voidRedemption } from '@/commands/voucher/void';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';
import { merchantRoles } from '@/domain/roles';

/** "Annulla la spesa": back to its page, which then says so. */
export async function voidSpend(_: FormState, data: FormData): Promise<FormState> {
  const redemptionId = uuid(textOf(data, 'redemptionId'));
  const page = `/esercente/esito/${redemptionId}`;
  const user = await requireUser(page, ...merchantRoles);
  const key = textOf(data, 'key').slice(0, 200) || `void:${redemptionId}`;
  const why = textOf(data, 'why');
  const t = await getTranslations('till.void');
  return formAction(data, {}, async () => {
    if (!isVoidReason(why)) return refused(invalid('why', 'choice'));
    const reason = why === 'other' ? textOf(data, 'reason').slice(0, 300) : t(why);
    const outcome = await voidRedemption(database(), actorOf(user), key, { redemptionId, reason });
    if (outcome.ok || outcome.error.code === 'already-voided') redirect(page);
    return outcome;
  });
}
