'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { documentFrom } from '@/app/_editor/document';
import { withDocumentPaths } from '@/app/_editor/document-errors';
import { editorRoles, listPath, programmePath, sectionPath, summaryPath } from '@/app/_editor/paths';
import { draftErrors } from '@/app/_editor/draft-errors';
import { uuid } from '@/app/api/v1/uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { closeProgramme } from '@/commands/programme/close';
import { createProgramme, type Beginning } from '@/commands/programme/create';
import { beginVersion, discardProgrammeDraft } from '@/commands/programme/draft';
import { publishProgramme } from '@/commands/programme/publish';
import { replaceProgrammeDraft } from '@/commands/programme/save';
import { returnToEditing, sendForPublication } from '@/commands/programme/send';
import type { Outcome } from '@/commands/transaction';
import type { Actor } from '@/domain/roles';

/** What an act on a programme needs: the programme, and the number of the draft as its page was read. */
type ReadDraft = { programmeId: string; version: number };

type Act = (actor: Actor, read: ReadDraft) => Promise<Outcome<unknown>>;

/** Performs an act on a programme, and goes where it leads; a refusal by field leads to the fields. */
async function act(
  data: FormData,
  perform: Act,
  onward: (programmeId: string) => string,
): Promise<FormState> {
  const programmeId = uuid(textOf(data, 'programme'));
  const user = await requireUser(programmePath(programmeId), ...editorRoles);
  const read = { programmeId, version: Number(textOf(data, 'version')) };
  const state = await formAction(data, {}, () => perform(actorOf(user), read));
  if (state.errors.length > 0) return draftErrors(programmeId, state);
  revalidatePath(listPath, 'layout');
  redirect(onward(programmeId));
}

/** "Prepara una nuova versione". */
export async function begin(_: FormState, data: FormData): Promise<FormState> {
  return act(data, (actor, read) => beginVersion(database(), actor, read), programmePath);
}

/** "Manda alla firma". */
export async function send(_: FormState, data: FormData): Promise<FormState> {
  return act(
    data,
    (actor, read) => sendForPublication(database(), actor, read),
    (id) => `${summaryPath(id)}?fatto=alla-firma`,
  );
}

/** "Rimanda in modifica". */
export async function giveBack(_: FormState, data: FormData): Promise<FormState> {
  return act(data, (actor, read) => returnToEditing(database(), actor, read), summaryPath);
}

/** "Pubblica". */
export async function publish(_: FormState, data: FormData): Promise<FormState> {
  return act(
    data,
    (actor, read) => publishProgramme(database(), actor, read),
    (id) => `${programmePath(id)}?fatto=pubblicato`,
  );
}

/** "Butta la bozza". */
export async function discard(_: FormState, data: FormData): Promise<FormState> {
  return act(
    data,
    (actor, read) => discardProgrammeDraft(database(), actor, read),
    () => listPath,
  );
}

/** "Chiudi il bando". */
export async function close(_: FormState, data: FormData): Promise<FormState> {
  return act(
    data,
    (actor, read) => closeProgramme(database(), actor, read),
    (id) => `${programmePath(id)}?fatto=chiuso`,
  );
}

async function create(data: FormData, beginning: Beginning): Promise<FormState> {
  const user = await requireUser(`${listPath}/nuovo`, ...editorRoles);
  let programmeId = '';
  const state = await formAction(data, {}, async () => {
    const created = await createProgramme(database(), actorOf(user), beginning);
    if (created.ok) ({ programmeId } = created.value);
    return created;
  });
  if (state.errors.length > 0) return withDocumentPaths(state);
  revalidatePath(listPath);
  redirect(beginning.kind === 'name' ? sectionPath(programmeId, 'identity') : programmePath(programmeId));
}

/** "Crea la bozza". */
export async function createNamed(_: FormState, data: FormData): Promise<FormState> {
  return create(data, { kind: 'name', name: textOf(data, 'name') });
}

/** "Duplica". */
export async function copy(_: FormState, data: FormData): Promise<FormState> {
  return create(data, { kind: 'copy', programmeId: uuid(textOf(data, 'programme')) });
}

/** "Importa" as a new programme. */
export async function createFromDocument(_: FormState, data: FormData): Promise<FormState> {
  return create(data, { kind: 'document', text: await documentFrom(data) });
}

/** "Importa" in a draft's place. */
export async function importInto(_: FormState, data: FormData): Promise<FormState> {
  const document = await documentFrom(data);
  const state = await act(
    data,
    (actor, read) => replaceProgrammeDraft(database(), actor, { ...read, document }),
    summaryPath,
  );
  return withDocumentPaths(state);
}
