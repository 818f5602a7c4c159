import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { parkedAnswers } from '../../db/schema/applications';
import { sealedParking } from '../../db/sealing/columns';
import { refusedAnswers, type Answers } from '../../domain/application/answers';
import type { Section } from '../../domain/application/fields';
import { belongsTo } from '../../domain/application/progress';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { holdApplication } from './case';

/**
 * Keeps beside the draft what was posted when the access had already ended. Who posts is not known any more: the caller
 * has proved, by the sealed ticket of the page, that the page was drawn for the draft's owner. Nothing in the draft
 * changes until the owner saves it.
 *
 * Refusals: `not-editable` (no such draft any more), `invalid` (a field that is not of the section, a text beyond any use).
 */
export async function parkAnswers(
  db: Queryable,
  input: { applicationId: string; section: Section; base: Answers; typed: Answers },
): Promise<Outcome<null>> {
  const { applicationId, section, base, typed } = input;
  const strange = Object.keys({ ...base, ...typed }).filter((field) => !belongsTo(section, field));
  const faults = [
    ...strange.map((field) => ({ field, code: 'unknown-field' })),
    ...refusedAnswers({ ...base, ...typed }),
  ];
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  return transact(db, async (tx) => {
    const held = await holdApplication(tx, applicationId);
    if (held?.application.status !== 'bozza') return refused({ code: 'not-editable' });
    const place = `${applicationId}/${section}`;
    const kept = {
      base: sealedParking.base.seal(place, base),
      typed: sealedParking.typed.seal(place, typed),
    };
    await tx
      .insert(parkedAnswers)
      .values({ applicationId, section, ...kept })
      .onConflictDoUpdate({
        target: [parkedAnswers.applicationId, parkedAnswers.section],
        set: { ...kept, parkedAt: held.now },
      });
    return ok(null);
  });
}

/** Removes what was parked for a section: it has been saved, or its owner does not want it. Refusals: `not-found`. */
export async function unparkAnswers(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; section: Section },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.edit', input.applicationId);
    if (!held.ok) return held;
    await tx
      .delete(parkedAnswers)
      .where(
        and(eq(parkedAnswers.applicationId, input.applicationId), eq(parkedAnswers.section, input.section)),
      );
    return ok(null);
  });
}
