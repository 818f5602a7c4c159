import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import type { Cents } from '../../domain/money';
import type { Queryable } from '../client';
import { applications } from '../schema/applications';
import { waitingList } from '../schema/budget';

const waits = (programmeId: string) =>
  and(eq(waitingList.programmeId, programmeId), isNull(waitingList.leftAt));

/** Where an application stands in its programme's waiting list: its number from 1, and of how many; null where it does not. */
export async function placeInList(
  db: Queryable,
  applicationId: string,
): Promise<{ number: number; of: number; amountCents: Cents } | null> {
  const [own] = await db
    .select()
    .from(waitingList)
    .where(and(eq(waitingList.applicationId, applicationId), isNull(waitingList.leftAt)));
  if (!own) return null;
  const before = sql<number>`count(*) filter (where
    (${waitingList.place}, ${waitingList.registeredYear}, ${waitingList.registeredNumber}) <
    (${sql.param(own.place, waitingList.place)}, ${own.registeredYear}::integer, ${own.registeredNumber}::integer))`;
  const [row] = await db
    .select({ before: before.mapWith(Number), of: count() })
    .from(waitingList)
    .where(waits(own.programmeId));
  return { number: (row?.before ?? 0) + 1, of: row?.of ?? 1, amountCents: own.amountCents };
}

/** Whether the application's wait ended with its programme. */
export async function waitEnded(db: Queryable, applicationId: string): Promise<boolean> {
  const rows = await db
    .select({ id: waitingList.decisionId })
    .from(waitingList)
    .where(and(eq(waitingList.applicationId, applicationId), eq(waitingList.outcome, 'ended')));
  return rows.length > 0;
}

export interface WaitingRow {
  applicationId: string;
  registration: { year: number; number: number };
  familyName: string | null;
  givenName: string | null;
  amountCents: Cents;
  joinedAt: Date;
}

/**
 * A part of a programme's waiting list, in its order.
 *
 * @param skip how many come before it
 */
export function waitingRows(
  db: Queryable,
  programmeId: string,
  skip: number,
  limit: number,
): Promise<WaitingRow[]> {
  const inOrder = [waitingList.place, waitingList.registeredYear, waitingList.registeredNumber];
  // The part is cut out of the list alone: what comes before it needs no name.
  const part = db
    .select()
    .from(waitingList)
    .where(waits(programmeId))
    .orderBy(...inOrder.map((key) => asc(key)))
    .offset(skip)
    .limit(limit)
    .as('part');
  return db
    .select({
      applicationId: part.applicationId,
      registration: { year: part.registeredYear, number: part.registeredNumber },
      familyName: applications.beneficiaryFamilyName,
      givenName: applications.beneficiaryGivenName,
      amountCents: part.amountCents,
      joinedAt: part.joinedAt,
    })
    .from(part)
    .innerJoin(applications, eq(applications.id, part.applicationId))
    .orderBy(asc(part.place), asc(part.registeredYear), asc(part.registeredNumber));
}
