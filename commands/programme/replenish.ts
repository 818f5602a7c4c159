import { max, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { programmeEvents } from '../../db/schema/budget';
import { outbox } from '../../db/schema/delivery';
import type { ProgrammeEvent } from '../../domain/programme/events';
import { holdFund } from './fund';
import { headOf } from './waiting-list';

/**
 * Tells the programme's workflow that there may be money for who waits: after money came into the fund, or after a place
 * in the list was left. Nothing is written where nobody waits.
 *
 * Nobody is left waiting beside money that would do, because joining the list and everything announced here hold the
 * fund. Whoever holds it first commits first: a return before the joining leaves a balance that the joining sees, and it
 * is approved instead; a joining before the return is a row that this look sees, and is announced. A place that is left
 * announces under the same lock, for what is behind it may fit.
 */
export async function announceFunds(tx: Queryable, programmeId: string): Promise<void> {
  await holdFund(tx, programmeId);
  if (await headOf(tx, programmeId))
    await appendProgrammeEvent(tx, programmeId, { kind: 'fund-replenished' });
}

/** Numbers an event under the lock of the fund, and writes the word to the workflow. */
export async function appendProgrammeEvent(
  tx: Queryable,
  programmeId: string,
  event: ProgrammeEvent,
): Promise<void> {
  const number = (await lastEventOf(tx, programmeId)) + 1;
  await tx.insert(programmeEvents).values({ programmeId, number, kind: event.kind });
  await tx.insert(outbox).values({ process: 'programme', businessId: programmeId, number, event });
}

/** Number of the last event of a programme; 0 where there is none, and no workflow. */
export async function lastEventOf(tx: Queryable, programmeId: string): Promise<number> {
  const [last] = await tx
    .select({ number: max(programmeEvents.number) })
    .from(programmeEvents)
    .where(eq(programmeEvents.programmeId, programmeId));
  return last?.number ?? 0;
}
