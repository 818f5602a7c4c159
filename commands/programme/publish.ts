import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { programmes, programmeVersions } from '../../db/schema/applications';
import { programmeDrafts } from '../../db/schema/programme-drafts';
import { isDrawn } from '../../domain/programme/ranking';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { allot } from './allot';
import { commitDraw } from './draw';
import { holdProgramme } from './hold';
import { asRead, publishable, type ReadDraft } from './publishable';

/**
 * "Pubblica": the draft becomes the next version, which every new application is pinned to; those there are stay with
 * theirs and are told nothing. What it allots more or less than the version before moves in the ledger.
 *
 * Refusals: `not-found`; `act-not-allowed` (not sent for publication, or no draft any more); `stale-version`;
 * `programme-closed`; `own-edit` (who edited last does not publish); `invalid` by field; `allocation-committed`
 * (the fund no longer holds what would be taken from it, with what it holds and the least that can be allotted). A draw is
 * committed to with the first version, before anybody applies, and stays what it was in every later one.
 */
export async function publishProgramme(
  db: Queryable,
  actor: Actor,
  input: ReadDraft,
): Promise<Outcome<{ version: number }>> {
  return transact(db, async (tx) => {
    const held = await holdProgramme(tx, actor, 'programme.publish', input.programmeId);
    if (!held.ok) return held;
    const { programme, inForce, userId, circumstances } = held.value;
    const draft = asRead(held.value, input);
    if (!draft.ok) return draft;
    if (draft.value.state !== 'alla firma') return refused({ code: 'act-not-allowed' });
    if (draft.value.editedBy === userId) return refused({ code: 'own-edit' });
    const judged = await publishable(tx, held.value, draft.value);
    if (!judged.ok) return judged;

    const { rules, identity } = judged.value;
    const { name, icon, slug } = identity;
    const version = (inForce?.version ?? 0) + 1;
    await tx.insert(programmeVersions).values({
      id: newId(),
      programmeId: programme.id,
      version,
      rules,
      name,
      icon,
      editedBy: draft.value.editedBy,
      publishedBy: userId,
      publishedAt: circumstances.now,
    });
    // The address is written once: writing it again would keep citizens waiting who open an application.
    const address = programme.status === 'bozza' ? { slug } : {};
    await tx
      .update(programmes)
      .set({ name, icon, status: 'attivo', ...address })
      .where(eq(programmes.id, programme.id));
    await tx.delete(programmeDrafts).where(eq(programmeDrafts.programmeId, programme.id));
    if (inForce === null && isDrawn(rules)) await commitDraw(tx, programme.id, userId);
    const before = inForce?.rules.allocationCents ?? 0;
    const allotted = await allot(tx, programme.id, version, { before, after: rules.allocationCents });
    return allotted.ok ? ok({ version }) : allotted;
  });
}
