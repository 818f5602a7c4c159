'use server';

import { getTranslations } from 'next-intl/server';
import { clientAddress } from '@/app/_server/client-address';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { sendTicketLink } from '@/commands/ticket/find-again';

/** "Manda il collegamento": the same answer whether there is such a request or not. */
export async function findAgain(_: FormState, data: FormData): Promise<FormState> {
  const [t, address] = await Promise.all([getTranslations('help.find'), clientAddress()]);
  return formAction(data, { notice: t('sent') }, () =>
    sendTicketLink(database(), { code: textOf(data, 'code'), email: textOf(data, 'email'), address }),
  );
}
