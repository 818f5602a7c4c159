import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { users } from '../schema/people';

/** The user of a session, or null when it has been outdated or the user suspended since it was opened. */
export async function sessionUser(db: Queryable, userId: string, sessionVersion: number) {
  const [user] = await db
    .select()
    .from(users)
    .where(and(eq(users.id, userId), eq(users.sessionVersion, sessionVersion), eq(users.active, true)));
  return user ?? null;
}
