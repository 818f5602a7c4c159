import type { Queryable } from '../client';
import { installation } from '../schema/people';

/** The epoch of this database. */
export async function readEpoch(db: Queryable): Promise<string> {
  return (await readInstallation(db)).epoch;
}

export async function readInstallation(db: Queryable): Promise<typeof installation.$inferSelect> {
  const [row] = await db.select().from(installation);
  if (!row) throw new Error('the database was not installed');
  return row;
}
