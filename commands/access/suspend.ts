import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';

/** Takes the access of the people a condition names, and ends their sessions at once. */
export async function suspend(tx: Queryable, who: SQL | undefined): Promise<void> {
  await tx
    .update(users)
    .set({ active: false, sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(and(eq(users.active, true), who));
}

/** Gives somebody their access back; or takes it, as `suspend` does. */
export async function turnAccess(tx: Queryable, userId: string, active: boolean): Promise<void> {
  const who = eq(users.id, userId);
  if (active) await tx.update(users).set({ active }).where(who);
  else await suspend(tx, who);
}
