'use server';

import { redirect } from 'next/navigation';
import { openSession } from '@/app/_server/auth';
import { clientAddress } from '@/app/_server/client-address';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { safeReturn } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { countRequest } from '@/commands/limits/requests';
import { enterWithPin } from '@/commands/pin/enter';

/** Enters with tax code and PIN, and returns to where the person was going. */
export async function enterByPin(_state: FormState, data: FormData): Promise<FormState> {
  const address = await clientAddress();
  const typed = { fiscalCode: textOf(data, 'fiscalCode'), pin: textOf(data, 'pin') };
  return formAction(data, { secrets: ['pin'] }, async () => {
    const counted = await countRequest(database(), 'pin-address', address);
    if (!counted.ok) return counted;
    const outcome = await enterWithPin(database(), typed);
    if (!outcome.ok) return outcome;
    await openSession(outcome.value);
    redirect(safeReturn(textOf(data, 'ritorno'), '/domande'));
  });
}
