'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { labelled } from '@/app/_citizen/labelled';
import { database } from '@/app/_server/database';
import { formAction, idOf, textOf } from '@/app/_server/form-action';
import { limited } from '@/app/_server/limited';
import type { FormState } from '@/app/_ui/form-state';
import { accredit, accreditationFields } from '@/commands/access/accredit';
import { sentToCookie } from './sent-to';

/** Asks for access codes ("Spedisci"). The answer is the same whether the tax code is known or not. */
export async function askForAccess(_state: FormState, data: FormData): Promise<FormState> {
  const names = [...Object.keys(accreditationFields), 'consent'];
  const answers = Object.fromEntries(names.map((name) => [name, textOf(data, name)]));
  const locale = await getLocale();
  const state = await formAction(data, {}, () =>
    limited('accreditation-address', () => accredit(database(), answers, locale, idOf(data))),
  );
  if (state.errors.length > 0) {
    const t = await getTranslations('access');
    return labelled(state, (field) =>
      field in accreditationFields ? t(field as keyof typeof accreditationFields) : undefined,
    );
  }
  (await cookies()).set(sentToCookie.name, textOf(data, 'email').trim(), sentToCookie.options);
  redirect('/accreditamento/inviata');
}
