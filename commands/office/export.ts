import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { exportEndings, exports } from '../../db/schema/office';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';

/**
 * Writes down, before the first row leaves, who exports which list.
 *
 * Refusals: `forbidden` (not of the office).
 */
export function beginExport(
  db: Queryable,
  actor: Actor,
  input: { format: 'csv' | 'xlsx'; query: string },
): Promise<Outcome<{ exportId: string }>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'application.export', false))
      return refused({ code: 'forbidden' });
    const exportId = newId();
    await tx
      .insert(exports)
      .values({ id: exportId, userId: actor.id, ...input, query: input.query.slice(0, 1000) });
    return ok({ exportId });
  });
}

/** Writes down how an export ended: how many rows left, and whether it was the whole list. Told again, it stays. */
export async function endExport(
  db: Queryable,
  input: { exportId: string; rows: number; whole: boolean },
): Promise<void> {
  await db.insert(exportEndings).values(input).onConflictDoNothing();
}
