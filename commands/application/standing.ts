import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';

/** How far an application's events have come, and the database's time at that look. */
export async function applicationStanding(
  db: Queryable,
  applicationId: string,
): Promise<{ eventNumber: number; now: Date } | null> {
  const [standing] = await db
    .select({
      eventNumber: applications.eventNumber,
      now: sql<Date>`clock_timestamp()`.mapWith(applications.savedAt),
    })
    .from(applications)
    .where(eq(applications.id, applicationId));
  return standing ?? null;
}
