import { desc, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { decisions } from '../../db/schema/applications';
import { reviews } from '../../db/schema/procedure';
import { sealedReview } from '../../db/sealing/columns';
import { mayHappen } from '../../domain/application/acts';
import { reviewTerm } from '../../domain/application/clock';
import { after } from '../../domain/calendar';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { recordEvent } from './case';
import { claimHousehold } from './household';
import { tooLong } from './words';

/**
 * The citizen asks for a rejection to be looked at again: respinta → presentata, with a new term, in nobody's charge. The
 * household is claimed anew.
 *
 * Refusals: `not-found`; `act-not-allowed` (not rejected, or asked already); `review-closed` (the programme grants none,
 * or its term has passed); `household-already-applied` (somebody of the household has applied meanwhile); `invalid`.
 */
export async function requestReview(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; text: string },
): Promise<Outcome<{ reviewId: string }>> {
  const text = input.text.trim();
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.request-review', input.applicationId);
    if (!held.ok) return held;
    const { application, rules, now } = held.value;
    if (!mayHappen(application, 'review-requested')) return refused({ code: 'act-not-allowed' });
    const rejection = await lastDecision(tx, application.id);
    if (!rejection?.reviewUntil || rejection.reviewUntil <= now) return refused({ code: 'review-closed' });
    if (!text) return refused(invalid('text', 'required'));
    const long = tooLong(text, 'text');
    if (long) return refused(long);
    if (application.form === null) throw new Error('a rejected application has its form');
    const claimed = await claimHousehold(tx, application, application.form);
    if (!claimed.ok) return claimed;
    const reviewId = newId();
    await tx.insert(reviews).values({
      id: reviewId,
      applicationId: application.id,
      decisionId: rejection.id,
      text: sealedReview.seal(reviewId, text),
    });
    const decideBy = after(now, rules.terms.decision);
    const event = { kind: 'review-requested' as const, reviewId, ...reviewTerm(rules, decideBy) };
    const recorded = await recordEvent(tx, application, actor, event, { decideBy, operatorId: null });
    return recorded.ok ? ok({ reviewId }) : recorded;
  });
}

async function lastDecision(tx: Queryable, applicationId: string) {
  const [last] = await tx
    .select()
    .from(decisions)
    .where(eq(decisions.applicationId, applicationId))
    .orderBy(desc(decisions.decidedAt))
    .limit(1);
  return last ?? null;
}
