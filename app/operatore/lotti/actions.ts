'use server';

import { redirect } from 'next/navigation';
import { batchHref } from '@/app/_batch/address';
import { choiceFrom, chosenIds } from '@/app/_batch/chosen';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { cancelBatch, confirmBatch, excludeRows, type Exclusion } from '@/commands/batch/choose';
import { prepareAssignment, prepareDecisions, type CommonDecision } from '@/commands/batch/prepare-chosen';
import { prepareExtension } from '@/commands/batch/prepare-extension';
import type { Outcome } from '@/commands/transaction';
import { reasonsIn } from '@/app/operatore/domande/[id]/posted';
import { rejectionReasons } from '@/domain/application/reasons';

const office = ['operatore', 'responsabile'] as const;

/** Prepares a batch and opens its preview. */
async function prepare(
  data: FormData,
  page: string,
  perform: (actor: ReturnType<typeof actorOf>) => Promise<Outcome<{ batchId: string }>>,
): Promise<FormState> {
  const user = await requireUser(page, ...office);
  return formAction(data, {}, async () => {
    const outcome = await perform(actorOf(user));
    if (outcome.ok) redirect(`/operatore/lotti/${outcome.value.batchId}`);
    return outcome;
  });
}

/** "Prepara l’anteprima" of decisions: all approved as proposed, or all rejected for the same reasons. */
export async function prepareDecision(_: FormState, data: FormData): Promise<FormState> {
  const reject = textOf(data, 'outcome') === 'respinta';
  const decision: CommonDecision = reject
    ? {
        outcome: 'respinta',
        reasonCodes: reasonsIn(data, rejectionReasons),
        reason: textOf(data, 'reason'),
      }
    : { outcome: 'approvata' };
  return prepare(data, '/operatore/lotti', async (actor) => {
    const applicationIds = await chosenIds(choiceFrom(textOf(data, 'choice')), actor.id);
    return prepareDecisions(database(), actor, { applicationIds, decision });
  });
}

/** "Prepara l’anteprima" of an assignment. */
export async function prepareCharge(_: FormState, data: FormData): Promise<FormState> {
  return prepare(data, '/operatore/lotti', async (actor) => {
    const applicationIds = await chosenIds(choiceFrom(textOf(data, 'choice')), actor.id);
    const operatorId = uuid(textOf(data, 'operatorId'));
    return prepareAssignment(database(), actor, { applicationIds, operatorId });
  });
}

/** "Prepara l’anteprima" of more time for the vouchers of a programme. */
export async function prepareMoreTime(_: FormState, data: FormData): Promise<FormState> {
  const asked = {
    programme: textOf(data, 'programme'),
    expiresOn: textOf(data, 'expiresOn'),
    reason: textOf(data, 'reason'),
  };
  return prepare(data, '/operatore/lotti/proroga', (actor) => prepareExtension(database(), actor, asked));
}

/** The preview's form: takes the ticked rows out, and confirms what is left where that button was pressed. */
export async function settlePreview(_: FormState, data: FormData): Promise<FormState> {
  const batchId = uuid(textOf(data, 'batchId'));
  const page = `/operatore/lotti/${batchId}`;
  const user = await requireUser(page, ...office);
  return formAction(data, {}, async () => {
    const exclusion = exclusionOf(data);
    const confirms = textOf(data, 'act') === 'conferma';
    const outcome = confirms
      ? await confirmBatch(database(), actorOf(user), { batchId, exclusion })
      : await excludeRows(database(), actorOf(user), { batchId, ...exclusion });
    if (!outcome.ok) return outcome;
    redirect(confirms ? page : batchHref(batchId, { after: exclusion.from - 1 }));
  });
}

function exclusionOf(data: FormData): Exclusion {
  const number = (text: string): number => (/^\d{1,7}$/.test(text) ? Number(text) : 0);
  return {
    from: number(textOf(data, 'from')),
    to: number(textOf(data, 'to')),
    excluded: data.getAll('excluded').map((value) => (typeof value === 'string' ? number(value) : 0)),
  };
}

/** "Elimina l’anteprima", or "Annulla le righe che restano" of a batch that runs. */
export async function cancel(_: FormState, data: FormData): Promise<FormState> {
  const batchId = uuid(textOf(data, 'batchId'));
  const page = `/operatore/lotti/${batchId}`;
  const user = await requireUser(page, ...office);
  return formAction(data, {}, async () => {
    const outcome = await cancelBatch(database(), actorOf(user), { batchId });
    if (outcome.ok) redirect(outcome.value.dropped ? '/operatore/lotti' : page);
    return outcome;
  });
}
