import { and, asc, eq } from 'drizzle-orm';
import { validate } from 'uuid';
import type { Queryable } from '../client';
import { users } from '../schema/people';
import { isEnrolled } from './session';

const person = (db: Queryable) => ({
  id: users.id,
  username: users.username,
  givenName: users.givenName,
  familyName: users.familyName,
  role: users.role,
  enrolled: isEnrolled(db),
});

/** Everybody active who has a second factor, by name: whose it is that may be taken. */
export function peopleWithSecondFactor(db: Queryable) {
  return db
    .select(person(db))
    .from(users)
    .where(and(eq(users.active, true), isEnrolled(db)))
    .orderBy(asc(users.familyName), asc(users.givenName), asc(users.id))
    .limit(500);
}

/** Somebody with a second factor, or null. */
export async function personWithSecondFactor(db: Queryable, userId: string) {
  if (!validate(userId)) return null;
  const [found] = await db
    .select(person(db))
    .from(users)
    .where(and(eq(users.id, userId), isEnrolled(db)));
  return found ?? null;
}
