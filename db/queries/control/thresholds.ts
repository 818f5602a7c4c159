import { desc, eq, sql } from 'drizzle-orm';
import { completed, initialThresholds, type Thresholds } from '../../../domain/control/thresholds';
import type { Queryable } from '../../client';
import { controlThresholds } from '../../schema/control';
import { users } from '../../schema/people';

/** The thresholds in force. */
export async function thresholdsInForce(db: Queryable): Promise<Thresholds> {
  const [newest] = await db
    .select({ values: controlThresholds.values })
    .from(controlThresholds)
    .orderBy(desc(controlThresholds.setAt))
    .limit(1);
  return newest ? completed(newest.values) : initialThresholds;
}

/** Every time the thresholds were changed, newest first. */
export const thresholdHistory = (db: Queryable) =>
  db
    .select({
      id: controlThresholds.id,
      values: controlThresholds.values,
      reason: controlThresholds.reason,
      by: sql<string>`${users.givenName} || ' ' || ${users.familyName}`,
      at: controlThresholds.setAt,
    })
    .from(controlThresholds)
    .innerJoin(users, eq(users.id, controlThresholds.setBy))
    .orderBy(desc(controlThresholds.setAt))
    .limit(50);
