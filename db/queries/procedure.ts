import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { applicationEvents, decisions } from '../schema/applications';
import { users } from '../schema/people';
import { annulments, citizenRequests, proposals, reviews } from '../schema/procedure';
import { openProposalRow, openRequestRow, sealedAnnulment, sealedReview } from '../sealing/columns';

/** What the citizen was asked in the course of an application, oldest first. */
export async function requestsOn(db: Queryable, applicationId: string) {
  const rows = await db
    .select()
    .from(citizenRequests)
    .where(eq(citizenRequests.applicationId, applicationId))
    .orderBy(asc(citizenRequests.askedAt));
  return rows.map(openRequestRow);
}

export type CitizenRequestRow = Awaited<ReturnType<typeof requestsOn>>[number];

/** Whether an answer is still awaited. */
export const isOpenRequest = ({ answeredAt, lapsedAt, droppedAt }: CitizenRequestRow): boolean =>
  (answeredAt ?? lapsedAt ?? droppedAt) === null;

/** The approvals that were put before a second person, oldest first. */
export async function proposalsOn(db: Queryable, applicationId: string) {
  const rows = await db
    .select()
    .from(proposals)
    .where(eq(proposals.applicationId, applicationId))
    .orderBy(asc(proposals.proposedAt));
  return rows.map(openProposalRow);
}

export type ProposalRow = Awaited<ReturnType<typeof proposalsOn>>[number];

/** The reviews the citizen asked for, oldest first. */
export async function reviewsOn(db: Queryable, applicationId: string) {
  const rows = await db
    .select()
    .from(reviews)
    .where(eq(reviews.applicationId, applicationId))
    .orderBy(asc(reviews.requestedAt));
  return rows.map((row) => ({ ...row, text: sealedReview.open(row.id, row.text) }));
}

/** Why the office annulled an application, or null. */
export async function annulmentOf(db: Queryable, applicationId: string) {
  const [annulment] = await db.select().from(annulments).where(eq(annulments.applicationId, applicationId));
  if (!annulment) return null;
  return { ...annulment, reason: sealedAnnulment.open(applicationId, annulment.reason) };
}

/** What happened to an application after an event, with who did it: people of the office by their names. */
export const eventsSince = (db: Queryable, applicationId: string, number: number) =>
  db
    .select({
      kind: applicationEvents.kind,
      at: applicationEvents.at,
      isSystem: sql<boolean>`${applicationEvents.actorKind} = 'system'`,
      by: sql<
        string | null
      >`case when ${users.role} <> 'cittadino' then ${users.givenName} || ' ' || ${users.familyName} end`,
    })
    .from(applicationEvents)
    .leftJoin(users, eq(users.id, applicationEvents.actorId))
    .where(and(eq(applicationEvents.applicationId, applicationId), gt(applicationEvents.number, number)))
    .orderBy(asc(applicationEvents.number));

/** Whether a proposal still waits for its signature. */
export const isOpenProposal = ({ signedAt, returnedAt, droppedAt }: ProposalRow): boolean =>
  (signedAt ?? returnedAt ?? droppedAt) === null;

/** Whether the rejection now under review was this person's: another one decides. */
export async function isFirstDecider(db: Queryable, applicationId: string, userId: string): Promise<boolean> {
  const reviewed = await db
    .select({ decidedBy: decisions.decidedBy })
    .from(reviews)
    .innerJoin(decisions, eq(decisions.id, reviews.decisionId))
    .where(eq(reviews.applicationId, applicationId));
  return reviewed.some(({ decidedBy }) => decidedBy === userId);
}
