'use server';

import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { labelled } from '@/app/_citizen/labelled';
import { clientAddress } from '@/app/_server/client-address';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { countRequest } from '@/commands/limits/requests';
import { requestPin } from '@/commands/pin/request';

/** "Chiedi il PIN". The page that follows says the same whoever the person is. */
export async function askForPin(_state: FormState, data: FormData): Promise<FormState> {
  const [t, address] = await Promise.all([getTranslations('access'), clientAddress()]);
  const typed = {
    fiscalCode: textOf(data, 'fiscalCode'),
    familyName: textOf(data, 'familyName'),
    givenName: textOf(data, 'givenName'),
    way: textOf(data, 'way'),
  };
  const state = await formAction(data, {}, async () => {
    const counted = await countRequest(database(), 'pin-address', address);
    return counted.ok ? requestPin(database(), typed) : counted;
  });
  if (state.errors.length === 0) redirect('/pin/inviato');
  return labelled(state, (field) =>
    field === 'fiscalCode' || field === 'familyName' || field === 'givenName' ? t(field) : undefined,
  );
}
