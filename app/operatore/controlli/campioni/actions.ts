'use server';

import { redirect } from 'next/navigation';
import { declarationWords } from '@/app/_control/declaration-words';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { checkDeclarations } from '@/commands/control/check-declarations';
import { drawSample } from '@/commands/control/draw-sample';
import { prepareSample } from '@/commands/control/prepare-sample';
import { stepRecovery } from '@/commands/control/recover';
import { checkField, declarations } from '@/domain/control/check';

const samples = '/operatore/controlli/campioni';

/** "Prepara il campione": on to its page, which waits for the public number. */
export async function prepare(_: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser(samples, 'operatore', 'responsabile');
  return formAction(data, {}, async () => {
    const sampleId = uuid(textOf(data, 'sampleId'));
    const outcome = await prepareSample(database(), actorOf(user), {
      sampleId,
      programmeId: uuid(textOf(data, 'programmeId')),
      percent: textOf(data, 'percent'),
    });
    if (outcome.ok) redirect(`${samples}/${sampleId}`);
    return outcome;
  });
}

/** "Estrai": back to the sample, which then says who was drawn. */
export async function draw(_: FormState, data: FormData): Promise<FormState> {
  const sampleId = uuid(textOf(data, 'sampleId'));
  const user = await requireUser(`${samples}/${sampleId}`, 'operatore', 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await drawSample(database(), actorOf(user), {
      sampleId,
      publicNumber: textOf(data, 'publicNumber'),
      source: textOf(data, 'source'),
    });
    if (outcome.ok) redirect(`${samples}/${sampleId}`);
    return outcome;
  });
}

/** "Salva" and "Salva e chiudi il controllo". */
export async function check(_: FormState, data: FormData): Promise<FormState> {
  const [applicationId, page] = pageIn(data);
  const user = await requireUser(page, 'operatore', 'responsabile');
  const close = textOf(data, 'act') === 'close';
  const words = await declarationWords();
  const state = await formAction(data, {}, async () => {
    const outcome = await checkDeclarations(database(), actorOf(user), {
      applicationId,
      outcomes: data
        .getAll('declaration')
        .filter((declaration) => typeof declaration === 'string')
        .map((declaration) => ({
          declaration,
          outcome: textOf(data, checkField(declaration, 'outcome')),
          comparedWith: textOf(data, checkField(declaration, 'comparedWith')),
          note: textOf(data, checkField(declaration, 'note')),
        })),
      close,
    });
    if (outcome.ok) redirect(`${page}?fatto=${close ? 'chiuso' : 'salvato'}`);
    return outcome;
  });
  // The same sentence stands at many fields: the summary says of which declaration.
  const named = state.errors.map((error) => {
    const about = declarations.find((declaration) => error.field.startsWith(`${declaration}:`));
    return about === undefined ? error : { ...error, label: words(about) };
  });
  return { ...state, errors: named };
}

/** "Apri il recupero" and each step after it. */
export async function recover(_: FormState, data: FormData): Promise<FormState> {
  const [applicationId, page] = pageIn(data);
  const user = await requireUser(page, 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await stepRecovery(database(), actorOf(user), {
      applicationId,
      seen: Number(textOf(data, 'seen')),
      state: textOf(data, 'state'),
      day: textOf(data, 'day'),
      note: textOf(data, 'note'),
    });
    if (outcome.ok) redirect(`${page}?fatto=recupero`);
    return outcome;
  });
}

function pageIn(data: FormData): [applicationId: string, page: string] {
  const applicationId = uuid(textOf(data, 'applicationId'));
  return [applicationId, `${samples}/${uuid(textOf(data, 'sampleId'))}/${applicationId}`];
}
