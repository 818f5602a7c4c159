import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { programmeDrafts } from '../../db/schema/programme-drafts';
import type { DraftState } from '../../domain/programme/status';
import { ok } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdProgramme } from './hold';
import { asRead, publishable, type ReadDraft } from './publishable';

/**
 * "Manda alla firma": nothing is wrong with the draft any more, and a second person may publish it.
 *
 * Refusals: `not-found`, `act-not-allowed` (no draft any more), `stale-version`, `programme-closed`, `invalid` (each
 * fault of the draft by its field).
 */
export async function sendForPublication(
  db: Queryable,
  actor: Actor,
  input: ReadDraft,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdProgramme(tx, actor, 'programme.edit', input.programmeId);
    if (!held.ok) return held;
    const draft = asRead(held.value, input);
    if (!draft.ok) return draft;
    const judged = await publishable(tx, held.value, draft.value);
    return judged.ok ? setState(tx, input.programmeId, 'alla firma') : judged;
  });
}

/**
 * "Rimanda in modifica": the draft is to be written on. Done again it changes nothing.
 *
 * Refusals: `not-found`, `act-not-allowed` (no draft any more), `stale-version`, `programme-closed`.
 */
export async function returnToEditing(db: Queryable, actor: Actor, input: ReadDraft): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdProgramme(tx, actor, 'programme.edit', input.programmeId);
    if (!held.ok) return held;
    const draft = asRead(held.value, input);
    return draft.ok ? setState(tx, input.programmeId, 'in modifica') : draft;
  });
}

async function setState(tx: Queryable, programmeId: string, state: DraftState): Promise<Outcome<null>> {
  await tx.update(programmeDrafts).set({ state }).where(eq(programmeDrafts.programmeId, programmeId));
  return ok(null);
}
