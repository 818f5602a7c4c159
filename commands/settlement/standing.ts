import type { Queryable } from '../../db/client';
import { holdSettlement } from './case';

/**
 * How far a settlement's events have come, and the database's time at that look. Waits for an act under way: what it is
 * about to write belongs to the moment before.
 */
export async function settlementStanding(
  db: Queryable,
  settlementId: string,
): Promise<{ eventNumber: number; now: Date } | null> {
  return db.transaction(async (tx) => {
    const held = await holdSettlement(tx, settlementId);
    return held && { eventNumber: held.settlement.eventNumber, now: held.now };
  });
}
