import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { waitingList } from '../../db/schema/budget';
import { comparePlaces } from '../../domain/programme/ranking';
import type { WaitingOutcome } from '../../domain/programme/waiting';

export type WaitingPlace = typeof waitingList.$inferSelect;

/** The order the list is served in: the programme's declared one, then arrival. */
export const inOrder = [
  asc(waitingList.place),
  asc(waitingList.registeredYear),
  asc(waitingList.registeredNumber),
] as const;

/** Who is served next, or null where nobody waits. */
export async function headOf(tx: Queryable, programmeId: string): Promise<WaitingPlace | null> {
  const [head] = await tx
    .select()
    .from(waitingList)
    .where(and(eq(waitingList.programmeId, programmeId), isNull(waitingList.leftAt)))
    .orderBy(...inOrder)
    .limit(1);
  return head ?? null;
}

/** Gives up the place an application has in the list; false where it has none. */
export async function leaveList(
  tx: Queryable,
  applicationId: string,
  outcome: WaitingOutcome,
): Promise<boolean> {
  const left = await tx
    .update(waitingList)
    .set({ leftAt: sql`clock_timestamp()`, outcome })
    .where(and(eq(waitingList.applicationId, applicationId), isNull(waitingList.leftAt)))
    .returning({ decisionId: waitingList.decisionId });
  return left.length > 0;
}

type Standing = Pick<WaitingPlace, 'place' | 'registeredYear' | 'registeredNumber'>;

/**
 * Whether one who waits is served before another who would join.
 *
 * @param awaited whether a draw has still to tell equals apart: then nobody goes ahead of an equal who waits
 */
export const standsBefore = (one: Standing, other: Standing, awaited: boolean): boolean =>
  (comparePlaces(one.place, other.place) ||
    (awaited ? -1 : 0) ||
    one.registeredYear - other.registeredYear ||
    one.registeredNumber - other.registeredNumber) < 0;
