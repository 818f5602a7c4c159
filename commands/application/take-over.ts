import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import { sealedAnswers } from '../../db/sealing/columns';
import { inPerson } from '../../domain/application/applicant';
import { inOtherHands } from '../../domain/application/relation';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';

/**
 * "Continuo io": a draft that an operator or an intermediary compiles goes into its citizen's own hands, by their own
 * channel and its window, as one they file in person; whoever had it cannot write in it any more. Done again it changes nothing.
 *
 * Refusals: those of `holdFor`; `not-editable` (sent or closed).
 */
export async function takeOver(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.take-over', input.applicationId);
    if (!held.ok) return held;
    const { application } = held.value;
    if (application.status !== 'bozza') return refused({ code: 'not-editable' });
    if (!inOtherHands(application)) return ok(null);
    await tx
      .update(applications)
      .set({
        takenOverAt: sql`clock_timestamp()`,
        channel: 'cittadino',
        answers: sealedAnswers.seal(application.id, inPerson(application.answers)),
        answersVersion: application.answersVersion + 1,
      })
      .where(eq(applications.id, application.id));
    return ok(null);
  });
}
