'use server';

import { redirect } from 'next/navigation';
import { officeBase } from '@/app/_merchants/area';
import { labelledFields } from '@/app/_merchants/labelled-fields';
import type { DoneWord } from '@/app/_merchants/parts';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { acceptMerchant, prolongAgreement } from '@/commands/merchant/agree';
import { editMerchant } from '@/commands/merchant/edit';
import { registerMerchant } from '@/commands/merchant/enrol';
import { endMerchant, refuseMerchant, resumeMerchant, suspendMerchant } from '@/commands/merchant/halt';
import type { Outcome } from '@/commands/transaction';
import type { Answers } from '@/domain/application/answers';
import { officeRoles, type Actor } from '@/domain/roles';

type Perform = (actor: Actor, on: { merchantId: string; answers: Answers }) => Promise<Outcome<unknown>>;

const reasonIn = ({ answers }: { answers: Answers }): string => answers['reason'] ?? '';

/** Performs an act of the office on a merchant, and returns to its page that tells so. */
async function act(data: FormData, done: DoneWord, perform: Perform): Promise<FormState> {
  const merchantId = uuid(textOf(data, 'merchantId'));
  const user = await requireUser(officeBase(merchantId), ...officeRoles);
  const state = await formAction(data, {}, async () => {
    const outcome = await perform(actorOf(user), { merchantId, answers: typedValues(data) });
    if (outcome.ok) redirect(`${officeBase(merchantId)}?fatto=${done}`);
    return outcome;
  });
  return labelledFields(state);
}

export const register = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'registered', (actor, on) => registerMerchant(database(), actor, on));

export const accept = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'accepted', (actor, on) => acceptMerchant(database(), actor, on));

export const refuse = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'refused', (actor, on) => refuseMerchant(database(), actor, { ...on, reason: reasonIn(on) }));

export const suspend = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'suspended', (actor, on) => suspendMerchant(database(), actor, { ...on, reason: reasonIn(on) }));

export const resume = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'resumed', (actor, on) => resumeMerchant(database(), actor, on));

export const end = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'ended', (actor, on) => endMerchant(database(), actor, { ...on, reason: reasonIn(on) }));

export const prolong = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'prolonged', (actor, { merchantId, answers }) =>
    prolongAgreement(database(), actor, { merchantId, until: answers['until'] ?? '' }),
  );

export const edit = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'edited', (actor, on) => editMerchant(database(), actor, on));
