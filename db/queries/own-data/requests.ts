import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../client';
import { legalHolds, ownDataArchives, ownDataRequests } from '../../schema/own-data';
import { users } from '../../schema/people';
import { openOwnDataRow, sealedArchive } from '../../sealing/columns';

/** What a person asked about their own data, the newest first. */
export async function requestsOf(db: Queryable, citizenId: string) {
  const rows = await db
    .select()
    .from(ownDataRequests)
    .where(eq(ownDataRequests.citizenId, citizenId))
    .orderBy(desc(ownDataRequests.askedAt));
  return rows.map(openOwnDataRow);
}

export type OwnDataRow = Awaited<ReturnType<typeof requestsOf>>[number];

/** The copy a person asked for, while it may be taken; null where it is not there or not theirs. */
export async function ownArchive(
  db: Queryable,
  citizenId: string,
  requestId: string,
): Promise<Buffer | null> {
  const [found] = await db
    .select({ bytes: ownDataArchives.bytes })
    .from(ownDataArchives)
    .innerJoin(ownDataRequests, eq(ownDataRequests.id, ownDataArchives.requestId))
    .where(
      and(
        eq(ownDataRequests.id, requestId),
        eq(ownDataRequests.citizenId, citizenId),
        sql`${ownDataRequests.expiresAt} > clock_timestamp()`,
      ),
    );
  return found ? sealedArchive.open(requestId, found.bytes) : null;
}

/** Requests the office decides, those that wait first by their term, then those decided, the last ones first. */
export const requestsToDecide = (db: Queryable) =>
  db
    .select({
      id: ownDataRequests.id,
      kind: ownDataRequests.kind,
      status: ownDataRequests.status,
      outcome: ownDataRequests.outcome,
      askedAt: ownDataRequests.askedAt,
      answerBy: ownDataRequests.answerBy,
      familyName: users.familyName,
      givenName: users.givenName,
    })
    .from(ownDataRequests)
    .innerJoin(users, eq(users.id, ownDataRequests.citizenId))
    .where(sql`${ownDataRequests.kind} <> 'export'`)
    .orderBy(
      sql`${ownDataRequests.status} <> 'da decidere'`,
      sql`case when ${ownDataRequests.status} = 'da decidere' then ${ownDataRequests.answerBy} end`,
      desc(ownDataRequests.askedAt),
    )
    .limit(500);

export type RequestToDecide = Awaited<ReturnType<typeof requestsToDecide>>[number];

/** One of them, with who asks and whether their data is held for a claim. */
export async function requestToDecide(db: Queryable, requestId: string) {
  const [found] = await db
    .select({
      request: ownDataRequests,
      person: { familyName: users.familyName, givenName: users.givenName, email: users.email },
      hold: { reason: legalHolds.reason, setAt: legalHolds.setAt },
    })
    .from(ownDataRequests)
    .innerJoin(users, eq(users.id, ownDataRequests.citizenId))
    .leftJoin(
      legalHolds,
      and(eq(legalHolds.citizenId, ownDataRequests.citizenId), isNull(legalHolds.liftedAt)),
    )
    .where(and(eq(ownDataRequests.id, requestId), sql`${ownDataRequests.kind} <> 'export'`))
    .orderBy(asc(legalHolds.setAt));
  return found ? { ...found, request: openOwnDataRow(found.request) } : null;
}

/** Whose copy is to be prepared; null where it is there already or nobody asked. */
export async function archiveToPrepare(
  db: Queryable,
  requestId: string,
): Promise<{ citizenId: string } | null> {
  const [found] = await db
    .select({ citizenId: ownDataRequests.citizenId })
    .from(ownDataRequests)
    .where(and(eq(ownDataRequests.id, requestId), eq(ownDataRequests.status, 'in preparazione')));
  return found ?? null;
}
