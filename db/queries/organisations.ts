import { asc, count, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { organisations } from '../schema/filed-for';
import { users } from '../schema/people';

/** The organisations that file for others, by name, each with how many people it has. */
export const organisationList = (db: Queryable) =>
  db
    .select({
      id: organisations.id,
      kind: organisations.kind,
      name: organisations.name,
      active: organisations.active,
      people: count(users.id),
    })
    .from(organisations)
    .leftJoin(users, eq(users.organisationId, organisations.id))
    .groupBy(organisations.id)
    .orderBy(asc(organisations.name), asc(organisations.id));

/** An organisation and its people, by name; null where there is none. */
export async function organisationWithPeople(db: Queryable, organisationId: string) {
  const [organisation] = await db.select().from(organisations).where(eq(organisations.id, organisationId));
  if (!organisation) return null;
  const people = await db
    .select({
      id: users.id,
      givenName: users.givenName,
      familyName: users.familyName,
      username: users.username,
      email: users.email,
      active: users.active,
    })
    .from(users)
    .where(eq(users.organisationId, organisationId))
    .orderBy(asc(users.familyName), asc(users.givenName), asc(users.id));
  return { ...organisation, people };
}
