import type { Queryable } from '../db/client';
import { readEpoch } from '../db/queries/installation';

/** Whether this database is still the one a workflow was started for; a restored copy is another. */
export async function isOfEpoch(db: Queryable, epoch: string): Promise<boolean> {
  return (await readEpoch(db)) === epoch;
}
