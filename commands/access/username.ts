import { eq, like, or, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import { usernameFor } from '../../domain/access';

/**
 * Lets those who give access look up and take what is unique (one access for a tax code, a free username) one after the
 * other. Hashing, the slow part, is done before.
 */
export async function oneByOne(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('accreditation'))`);
}

/** The username itself, or with the first number that is free. */
export async function freeUsername(tx: Queryable, givenName: string, familyName: string): Promise<string> {
  const wanted = usernameFor(givenName, familyName);
  const taken = await tx
    .select({ username: users.username })
    .from(users)
    .where(or(eq(users.username, wanted), like(users.username, `${wanted}%`)));
  const names = new Set(taken.map(({ username }) => username));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? wanted : `${wanted}${number}`;
    if (!names.has(candidate)) return candidate;
  }
}
