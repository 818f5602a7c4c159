import type { Queryable } from '../../db/client';
import { holdApplication } from './case';

/**
 * How far an application's events have come, and the database's time at that look. Waits for an act under way: what
 * it is about to write belongs to the moment before.
 */
export async function applicationStanding(
  db: Queryable,
  applicationId: string,
): Promise<{ eventNumber: number; now: Date } | null> {
  return db.transaction(async (tx) => {
    const held = await holdApplication(tx, applicationId);
    return held && { eventNumber: held.application.eventNumber, now: held.now };
  });
}
