'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { reviewSignal } from '@/commands/control/review';
import { setThresholds } from '@/commands/control/set-thresholds';
import { thresholdFields, thresholdNames, type ThresholdName } from '@/domain/control/thresholds';
import { parseEuro } from '@/domain/money';

/** "Registra l’esame": back to the signal, which then says so. */
export async function review(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/operatore/controlli', 'operatore', 'responsabile');
  const key = textOf(data, 'key');
  return formAction(data, {}, async () => {
    const outcome = await reviewSignal(database(), actorOf(user), {
      reviewId: uuid(textOf(data, 'reviewId')),
      key,
      finding: textOf(data, 'finding'),
      note: textOf(data, 'note'),
    });
    if (outcome.ok) redirect(`/operatore/controlli/${key}`);
    return outcome;
  });
}

/** "Cambia le soglie": on to the list as the new ones make it. */
export async function tune(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/operatore/controlli/soglie', 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await setThresholds(database(), actorOf(user), {
      changeId: uuid(textOf(data, 'changeId')),
      values: Object.fromEntries(
        thresholdNames.map((name) => [name, typedThreshold(name, textOf(data, name))]),
      ) as Record<ThresholdName, number | null>,
      reason: textOf(data, 'reason'),
    });
    if (outcome.ok) redirect('/operatore/controlli');
    return outcome;
  });
}

function typedThreshold(name: ThresholdName, typed: string): number | null {
  if (thresholdFields[name].unit === 'cents') return parseEuro(typed);
  return /^\s*\d{1,7}\s*$/.test(typed) ? Number(typed) : null;
}
