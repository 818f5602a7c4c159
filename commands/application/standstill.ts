import { and, desc, eq, gt } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachments } from '../../db/schema/attachments';
import { citizenRequests, reviews } from '../../db/schema/procedure';
import { sealedRequest } from '../../db/sealing/columns';
import { resumedDecideBy, reviewTerm } from '../../domain/application/clock';
import type { ReviewTerm } from '../../domain/application/events';
import { remove } from '../attachment/remove';
import type { Case } from './case';
import { openRequest, type CitizenRequest } from './open-request';

/** The requests of the procedure under way: those made since the citizen last asked for a review, if they ever did. */
export async function requestsUnderWay(tx: Queryable, applicationId: string): Promise<CitizenRequest[]> {
  const [review] = await tx
    .select({ at: reviews.requestedAt })
    .from(reviews)
    .where(eq(reviews.applicationId, applicationId))
    .orderBy(desc(reviews.requestedAt))
    .limit(1);
  return tx
    .select()
    .from(citizenRequests)
    .where(
      and(eq(citizenRequests.applicationId, applicationId), review && gt(citizenRequests.askedAt, review.at)),
    );
}

/** Whether the citizen has been told of the reasons against and could answer: only then may the answer be no. */
export async function noticeGiven(tx: Queryable, applicationId: string): Promise<boolean> {
  const requests = await requestsUnderWay(tx, applicationId);
  return requests.some(
    ({ kind, answeredAt, lapsedAt }) => kind === 'preavviso' && (answeredAt ?? lapsedAt) !== null,
  );
}

type Ending = { answeredAt: Date; answer: string | null } | { lapsedAt: Date } | { droppedAt: Date };

/**
 * Ends a request, and tells the office's term as it goes on from there. What was still arriving with the answer is taken
 * away; what had arrived stays, sent or not.
 */
export async function endRequest(
  tx: Queryable,
  { rules }: Pick<Case, 'rules'>,
  request: CitizenRequest,
  ending: Ending,
): Promise<{ term: ReviewTerm; decideBy: Date }> {
  const unfinished = await tx
    .select()
    .from(attachments)
    .where(and(eq(attachments.requestId, request.id), eq(attachments.status, 'in arrivo')));
  for (const attachment of unfinished) await remove(tx, attachment);
  await tx
    .update(citizenRequests)
    .set({
      ...('answer' in ending
        ? { ...ending, answer: sealedRequest.answer.seal(request.id, ending.answer) }
        : ending),
      draft: null,
    })
    .where(eq(citizenRequests.id, request.id));
  const decideBy = resumedDecideBy(request, overOf(request, ending));
  return { term: reviewTerm(rules, decideBy), decideBy };
}

function overOf({ answerBy }: CitizenRequest, ending: Ending): { at: Date; answered: boolean } {
  if ('answeredAt' in ending) return { at: ending.answeredAt, answered: true };
  return { at: 'droppedAt' in ending ? ending.droppedAt : answerBy, answered: false };
}

/** The office goes on without waiting for the answer, if one is awaited. */
export async function dropRequest(
  tx: Queryable,
  held: Case,
): Promise<{ term: ReviewTerm; decideBy: Date } | null> {
  const open = await openRequest(tx, held.application.id);
  return open && endRequest(tx, held, open, { droppedAt: held.now });
}
