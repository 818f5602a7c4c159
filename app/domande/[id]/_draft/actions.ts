'use server';

import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { labelled } from '@/app/_citizen/labelled';
import { ownApplication } from '@/app/_citizen/own-application';
import { database } from '@/app/_server/database';
import { errorsOf, formAction, textOf } from '@/app/_server/form-action';
import { isParkingTicket } from '@/app/_server/parking';
import { actorOf, currentUser, requireUser } from '@/app/_server/session';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { closeApplication } from '@/commands/application/close';
import { parkAnswers, unparkAnswers } from '@/commands/application/park';
import { mergeDraft } from '@/commands/application/save';
import type { Outcome } from '@/commands/transaction';
import { readAnswers, type Answers } from '@/domain/application/answers';
import { answersIn, belongsTo } from '@/domain/application/progress';
import { reconcile } from '@/domain/application/reconcile';
import { civilDate } from '@/domain/calendar';
import { missingDeclarations } from '@/domain/programme/declarations';
import type { ProgrammeRules } from '@/domain/programme/rules';
import type { FieldFault, RefusalCode } from '@/domain/refusal';
import { refused } from '@/domain/result';
import { filingRoles } from '@/domain/roles';
import { memberFaults, withoutMember } from './answers-from';
import { fieldLabels } from './field-labels';
import { readPosted, type Posted } from './posted';
import { draftPath, fromSummary, placeOf, sectionAt, stepPath, summaryPath } from './steps';

/**
 * The buttons of a section's page, each saving first all that was typed, right or wrong: `continua` stays where
 * something is wrong and otherwise goes on, `salta` goes on in any case, `salva` stays, `aggiungi:m1` and `togli:m1`
 * change the list of the household. What is refused comes back as typed.
 */
export async function editSection(_state: FormState, data: FormData): Promise<FormState> {
  const posted = readPosted(data);
  if (!posted) notFound();
  const signedIn = (await currentUser()) !== null;
  const incomplete = posted.act === 'aggiungi' ? memberFaults(posted.typed, posted.memberId, today()) : [];
  let refusal: RefusalCode | null = null;
  const state = await formAction(data, {}, async (): Promise<Outcome<unknown>> => {
    const outcome = signedIn ? await save(posted, incomplete) : await park(posted, textOf(data, 'ticket'));
    if (!outcome.ok) refusal = outcome.error.code;
    return outcome;
  });
  if (!signedIn) return signInAgain(posted, state);
  if (refusal === 'invalid') return inDispute(posted, state);
  if (refusal === 'not-editable') redirect(`${draftPath(posted.applicationId)}?tardi`, RedirectType.replace);
  if (refusal !== null) return state;

  revalidatePath(draftPath(posted.applicationId));
  const { application, rules } = await ownApplication(posted.applicationId);
  const { answers } = application;
  const faults = posted.act === 'continua' ? faultsIn(posted, answers, rules) : incomplete;
  if (faults.length > 0) return atFault(faults, typedValues(data), answersIn(posted.section, answers));
  return leave(posted, answers);
}

const today = (): string => civilDate(new Date());

/** Saves the section, without the member to take away or whose details still lack something. */
async function save(posted: Posted, incomplete: FieldFault[]): Promise<Outcome<unknown>> {
  const { applicationId, section, base, act, memberId, path } = posted;
  const actor = actorOf(await requireUser(path, ...filingRoles));
  const left = act === 'togli' || incomplete.length > 0;
  const typed = left ? withoutMember(posted.typed, memberId) : posted.typed;
  const saved = await mergeDraft(database(), actor, { applicationId, base, typed });
  return saved.ok ? unparkAnswers(database(), actor, { applicationId, section }) : saved;
}

async function park(posted: Posted, ticket: string): Promise<Outcome<unknown>> {
  if (!isParkingTicket(ticket, posted.applicationId)) return refused({ code: 'forbidden' });
  return parkAnswers(database(), posted);
}

/** An access that ended while somebody was typing must not cost them what they typed. */
async function signInAgain({ path }: Posted, { values, errors }: FormState): Promise<FormState> {
  const signIn = `/accedi?ritorno=${encodeURIComponent(path)}`;
  if (errors.length === 0) redirect(`${signIn}&scaduto`);
  const t = await getTranslations('citizen.section');
  return {
    values,
    errors: [
      { field: '', message: t('sessionEnded') },
      { field: '', message: t('signInBeside'), href: signIn },
    ],
  };
}

function faultsIn({ section }: Posted, answers: Answers, rules: ProgrammeRules): FieldFault[] {
  const { form, faults } = readAnswers(answers, today());
  return [...faults, ...missingDeclarations(rules, form)].filter(({ field }) => belongsTo(section, field));
}

async function atFault(
  faults: FieldFault[],
  values: Record<string, string>,
  base: Answers,
): Promise<FormState> {
  const errors = await errorsOf({ code: 'incomplete', faults });
  return labelled({ values: { ...values, base: JSON.stringify(base) }, errors }, await fieldLabels());
}

/** Changed here and elsewhere: both texts are shown, and saving again decides. */
async function inDispute(
  { applicationId, section, base, typed }: Posted,
  state: FormState,
): Promise<FormState> {
  const { answers: current } = (await ownApplication(applicationId)).application;
  const { shown, base: saved, faults } = reconcile(section, { base, typed, current });
  if (faults.length === 0) return labelled(state, await fieldLabels());
  const emptied = Object.fromEntries(Object.keys({ ...base, ...typed }).map((field) => [field, '']));
  return atFault(faults, { ...state.values, ...emptied, ...shown }, saved);
}

/** Goes where the pressed button leads. */
function leave(posted: Posted, answers: Answers): never {
  const { act, applicationId, section, path } = posted;
  if (act === 'continua' || act === 'salta') {
    const next = stepPath(applicationId, placeOf(section, answers).next);
    redirect(posted.fromSummary ? summaryPath(applicationId) : next);
  }
  const stays = act === 'salva' ? anew(path, 'salvata') : `${anew(path, 'nucleo')}#nucleo`;
  redirect(stays, RedirectType.replace);
}

/** The address of a page after something was done on it: a new one each time, so that no field keeps an old text. */
const anew = (path: string, done: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${done}=${Date.now().toString(36)}`;

/** "Scarta": what was typed when the access ended is not wanted. */
export async function discardParked(_state: FormState, data: FormData): Promise<FormState> {
  const applicationId = textOf(data, 'application');
  const section = sectionAt(textOf(data, 'slug'));
  if (!validate(applicationId) || !section) notFound();
  const path = `${stepPath(applicationId, section)}${textOf(data, 'da') === 'riepilogo' ? fromSummary : ''}`;
  const actor = actorOf(await requireUser(path, ...filingRoles));
  const state = await formAction(data, {}, () =>
    unparkAnswers(database(), actor, { applicationId, section }),
  );
  if (state.errors.length > 0) return state;
  revalidatePath(draftPath(applicationId));
  redirect(anew(path, 'scartata'), RedirectType.replace);
}

/** "Elimina la bozza". */
export async function discardDraft(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser('/domande', 'cittadino');
  const applicationId = textOf(data, 'application');
  if (!validate(applicationId)) notFound();
  const state = await formAction(data, {}, () =>
    closeApplication(database(), actorOf(user), { applicationId, as: 'discarded' }),
  );
  if (state.errors.length > 0) return state;
  revalidatePath('/domande');
  redirect('/domande');
}
