import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { programmeDrafts } from '../../db/schema/programme-drafts';
import { mergeAnswers } from '../../domain/application/merge';
import { withFreeRows, type Fields } from '../../domain/programme/editing/fields';
import { unkeepableFields } from '../../domain/programme/editing/keepable';
import { readDocument } from '../../domain/programme/editing/transfer';
import type { FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdProgramme, type ProgrammeDraft } from './hold';

/** What is saved: the fields, and the number under which they are. */
export interface SavedProgramme {
  version: number;
  fields: Fields;
}

/**
 * Saves a part of a draft as typed, right or wrong, merged field by field into what a colleague saved meanwhile. What
 * changes a draft that waits for publication takes it back. Repeating it changes nothing.
 *
 * @param input.base the shown fields as they stood where the typing began
 * @param input.typed the same fields as typed, empty ones absent
 *
 * Refusals: `not-found`; `act-not-allowed` (published or discarded meanwhile); `invalid` (a field there is not, a text
 * beyond any use, `edited-by-colleague` or `emptied-by-colleague` for a field both changed: then nothing is saved).
 */
export async function saveProgrammeDraft(
  db: Queryable,
  actor: Actor,
  { programmeId, base, typed }: { programmeId: string; base: Fields; typed: Fields },
): Promise<Outcome<SavedProgramme>> {
  return changeDraft(db, actor, programmeId, ({ fields: current }) => {
    const { answers, faults } = mergeAnswers({ base, typed: withFreeRows(base, typed, current), current });
    return faults.length > 0 ? refused({ code: 'invalid', faults: faults.map(ofAColleague) }) : ok(answers);
  });
}

/**
 * Puts what a file says in a draft's place.
 *
 * Refusals: those of saving; `stale-version` (the draft is not the one that was read); `invalid` by the file's paths.
 */
export async function replaceProgrammeDraft(
  db: Queryable,
  actor: Actor,
  input: { programmeId: string; version: number; document: string },
): Promise<Outcome<SavedProgramme>> {
  return changeDraft(db, actor, input.programmeId, (draft) =>
    draft.version === input.version
      ? readDocument(input.document)
      : refused({ code: 'stale-version', version: draft.version }),
  );
}

async function changeDraft(
  db: Queryable,
  actor: Actor,
  programmeId: string,
  change: (draft: ProgrammeDraft) => Outcome<Fields>,
): Promise<Outcome<SavedProgramme>> {
  return transact(db, async (tx) => {
    const held = await holdProgramme(tx, actor, 'programme.edit', programmeId);
    if (!held.ok) return held;
    const { draft, userId, circumstances } = held.value;
    if (!draft) return refused({ code: 'act-not-allowed' });
    const changed = change(draft);
    if (!changed.ok) return changed;
    const fields = changed.value;
    if (isSame(fields, draft.fields)) return ok({ version: draft.version, fields });
    const faults = unkeepableFields(fields);
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const version = draft.version + 1;
    await tx
      .update(programmeDrafts)
      .set({ fields, version, state: 'in modifica', editedBy: userId, editedAt: circumstances.now })
      .where(eq(programmeDrafts.programmeId, programmeId));
    return ok({ version, fields });
  });
}

const isSame = (one: Fields, other: Fields): boolean =>
  [...Object.keys(one), ...Object.keys(other)].every((field) => one[field] === other[field]);

/** The same dispute as between two windows of one person, in words that fit two people. */
const ofAColleague = (fault: FieldFault): FieldFault => ({
  ...fault,
  code: fault.code === 'emptied-elsewhere' ? 'emptied-by-colleague' : 'edited-by-colleague',
});
