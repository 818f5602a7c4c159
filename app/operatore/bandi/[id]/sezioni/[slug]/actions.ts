'use server';

import { revalidatePath } from 'next/cache';
import { redirect, RedirectType } from 'next/navigation';
import { fieldsIn, readPostedSection, type PostedSection } from '@/app/_editor/posted';
import { editorRoles, nextPath, programmePath, sectionPath } from '@/app/_editor/paths';
import { database } from '@/app/_server/database';
import { formAction } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { saveProgrammeDraft } from '@/commands/programme/save';
import { programmeFile } from '@/db/queries/programme-editor';
import { mergeAnswers } from '@/domain/application/merge';
import { civilDate } from '@/domain/calendar';
import { movedUp, withFreeRows, withoutRow, type Fields } from '@/domain/programme/editing/fields';
import { judgeDraft } from '@/domain/programme/editing/judge';
import { sectionOf } from '@/domain/programme/editing/sections';

/**
 * The buttons of a section's page, each saving first all that was typed, right or wrong: `continua` stays where
 * something is wrong and otherwise goes on, `salva` stays, `su` and `togli` change the rows of a list. What a colleague
 * wrote meanwhile is told, and what was typed comes back.
 */
export async function editProgramme(_state: FormState, data: FormData): Promise<FormState> {
  const posted = readPostedSection(data);
  const { programmeId, section, base } = posted;
  const path = sectionPath(programmeId, section);
  const user = await requireUser(path, ...editorRoles);
  const typed = arranged(posted);
  let saved: Fields = {};
  let disputed = false;
  const state = await formAction(data, {}, async () => {
    const outcome = await saveProgrammeDraft(database(), actorOf(user), { programmeId, base, typed });
    if (outcome.ok) saved = outcome.value.fields;
    else disputed = outcome.error.code === 'invalid';
    return outcome;
  });
  if (state.errors.length > 0) return disputed ? inDispute(posted, state) : state;
  revalidatePath(programmePath(programmeId));
  if (posted.act === 'continua' && !(await isWrong(posted, saved))) redirect(nextPath(programmeId, section));
  const how = posted.act === 'continua' ? 'controlla' : 'salvata';
  return redirect(`${path}?${how}=${Date.now().toString(36)}`, RedirectType.replace);
}

function arranged({ act, row, typed }: PostedSection): Fields {
  if (act === 'togli') return withoutRow(typed, row);
  const list = row.slice(0, row.lastIndexOf('.'));
  return act === 'su' ? movedUp(typed, list, row.slice(list.length + 1)) : typed;
}

async function isWrong({ programmeId, section }: PostedSection, fields: Fields): Promise<boolean> {
  const file = await programmeFile(database(), programmeId);
  const now = file?.now ?? new Date();
  const published = (file?.versions.length ?? 0) > 0;
  const { faults } = judgeDraft(fields, { now, today: civilDate(now), published });
  return faults.some(({ field }) => sectionOf(field) === section);
}

/** Changed here and by a colleague: both texts are shown, and saving again decides. What is not shown stays as it is. */
async function inDispute(
  { programmeId, section, base, typed }: PostedSection,
  state: FormState,
): Promise<FormState> {
  const file = await programmeFile(database(), programmeId);
  const current = fieldsIn(section, file?.draft?.fields ?? {});
  const ours = withFreeRows(base, typed, current);
  const { answers, faults } = mergeAnswers({ base, typed: ours, current });
  const shown = [...Object.keys(base), ...Object.keys(ours)];
  const inDoubt = new Set(faults.map(({ field }) => field));
  const texts = shown.map((field) => [field, (inDoubt.has(field) ? ours : answers)[field] ?? ''] as const);
  const now = Object.fromEntries(
    shown.flatMap((field) => (current[field] === undefined ? [] : [[field, current[field]]])),
  );
  revalidatePath(sectionPath(programmeId, section));
  return { ...state, values: { ...Object.fromEntries(texts), base: JSON.stringify(now) } };
}
