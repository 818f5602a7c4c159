import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import { ratings } from '../../db/schema/ratings';
import { civilDate } from '../../domain/calendar';
import { readRating } from '../../domain/rating';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';

/**
 * Rates the service after sending (criterion C.SE.1.7), once for each application: rating again changes nothing and
 * says so. What is kept leads back to nobody: of the moment the day, of the application only that it was rated.
 *
 * Refusals: `not-found` (not the citizen's own), `act-not-allowed` (not sent yet), `invalid`.
 */
export async function rateService(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; stars: string; answer: string; details: string },
): Promise<Outcome<{ first: boolean }>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.rate', input.applicationId);
    if (!held.ok) return held;
    const { application, now } = held.value;
    if (application.form === null) return refused({ code: 'act-not-allowed' });
    if (application.rated) return ok<{ first: boolean }>({ first: false });
    const rating = readRating(input);
    if (!rating.ok) return rating;
    await tx.update(applications).set({ rated: true }).where(eq(applications.id, application.id));
    await tx
      .insert(ratings)
      .values({ ...rating.value, programmeId: application.programmeId, ratedOn: civilDate(now) });
    return ok<{ first: boolean }>({ first: true });
  });
}
