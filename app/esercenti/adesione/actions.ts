'use server';

import { redirect } from 'next/navigation';
import { v7 as newId, validate } from 'uuid';
import { labelledFields } from '@/app/_merchants/labelled-fields';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { limited } from '@/app/_server/limited';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { applyAsMerchant } from '@/commands/merchant/enrol';

/** "Spedisci la richiesta": a business asks to join. */
export async function join(_: FormState, data: FormData): Promise<FormState> {
  const posted = textOf(data, 'merchantId');
  const enrolment = { merchantId: validate(posted) ? posted : newId(), answers: typedValues(data) };
  const state = await formAction(data, {}, () =>
    limited('enrolment-address', () => applyAsMerchant(database(), enrolment)),
  );
  if (state.errors.length > 0) return labelledFields(state);
  redirect('/esercenti/adesione/inviata');
}
