import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import { refusedAnswers, type Answers } from '../../domain/application/answers';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';

/** More than the form of a household of twenty has. */
const answersLimit = 400;

/**
 * Saves a draft as typed, complete or not ("Salva"). Empty answers are dropped.
 *
 * @param input.version the version the answers were typed on; another one in between refuses `stale-version`, unless
 *   the same answers are already saved (the answer to the first try was lost on the way)
 * @returns the version now saved
 *
 * Refusals: `not-found`, `not-editable` (sent or closed), `stale-version`, `invalid` (a field the form does not have,
 * or a text beyond any use).
 */
export async function saveDraft(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; version: number; answers: Answers },
): Promise<Outcome<{ version: number; savedAt: Date }>> {
  const answers = Object.fromEntries(Object.entries(input.answers).filter(([, text]) => text !== ''));
  const faults = refusedAnswers(answers);
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  if (Object.keys(answers).length > answersLimit) {
    return refused({ code: 'invalid', faults: [{ field: 'answers', code: 'too-long' }] });
  }
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.edit', input.applicationId);
    if (!held.ok) return held;
    const { application } = held.value;
    if (application.status !== 'bozza') return refused({ code: 'not-editable' });
    if (sameAnswers(application.answers, answers)) {
      return ok({ version: application.answersVersion, savedAt: application.savedAt });
    }
    if (application.answersVersion !== input.version) {
      return refused({ code: 'stale-version', version: application.answersVersion });
    }
    const [saved] = await tx
      .update(applications)
      .set({ answers, answersVersion: input.version + 1, savedAt: sql`clock_timestamp()` })
      .where(eq(applications.id, application.id))
      .returning({ version: applications.answersVersion, savedAt: applications.savedAt });
    if (!saved) throw new Error('the held application is gone');
    return ok(saved);
  });
}

function sameAnswers(one: Answers, other: Answers): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
