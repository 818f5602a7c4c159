import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { programmes } from '../../db/schema/applications';
import { programmeDrafts } from '../../db/schema/programme-drafts';
import { fieldsInForce } from '../../domain/programme/editing/judge';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { recordAct } from '../audit/record';
import { transact, type Outcome } from '../transaction';
import { holdProgramme } from './hold';

/**
 * Begins the next version of a programme from the one in force, which stays in force. Beginning twice lands on the same
 * draft.
 *
 * Refusals: `not-found`, `programme-closed`.
 */
export async function beginVersion(
  db: Queryable,
  actor: Actor,
  { programmeId }: { programmeId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdProgramme(tx, actor, 'programme.edit', programmeId);
    if (!held.ok) return held;
    const { programme, inForce, draft, userId } = held.value;
    if (programme.status === 'chiuso') return refused({ code: 'programme-closed' });
    if (draft || !inForce) return ok(null);
    const fields = fieldsInForce(programme, inForce.rules);
    await tx.insert(programmeDrafts).values({ programmeId, fields, editedBy: userId });
    return ok(null);
  });
}

/**
 * Throws a draft away; a programme that was never published goes with it. There being none changes nothing.
 *
 * Refusals: `not-found`, `stale-version` (somebody has written on meanwhile).
 */
export async function discardProgrammeDraft(
  db: Queryable,
  actor: Actor,
  { programmeId, version }: { programmeId: string; version: number },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdProgramme(tx, actor, 'programme.edit', programmeId);
    if (!held.ok) return held;
    const { draft, inForce } = held.value;
    if (!draft) return ok(null);
    if (draft.version !== version) return refused({ code: 'stale-version', version: draft.version });
    await tx.delete(programmeDrafts).where(eq(programmeDrafts.programmeId, programmeId));
    if (!inForce) await tx.delete(programmes).where(eq(programmes.id, programmeId));
    await recordAct(tx, actor, 'programme.draft-dropped', { subject: 'programme', id: programmeId });
    return ok(null);
  });
}
