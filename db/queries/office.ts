import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { officeRoles } from '../../domain/roles';
import type { Queryable } from '../client';
import { applications } from '../schema/applications';
import { users } from '../schema/people';
import { nobody } from './worklist/conditions';

/** Whether any presented application is in nobody's charge. */
export async function anyWaiting(db: Queryable): Promise<boolean> {
  const waiting = await db
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        isNotNull(applications.phase),
        eq(applications.status, 'presentata'),
        eq(applications.assignee, nobody),
        isNotNull(applications.registeredAt),
      ),
    )
    .limit(1);
  return waiting.length > 0;
}

/** Somebody who works in the office. */
export interface StaffMember {
  id: string;
  username: string;
  name: string;
}

/** The people of the office who are there now, by name. */
export async function officeStaff(db: Queryable): Promise<StaffMember[]> {
  const rows = await db
    .select({
      id: users.id,
      username: users.username,
      givenName: users.givenName,
      familyName: users.familyName,
    })
    .from(users)
    .where(and(inArray(users.role, officeRoles), eq(users.active, true)))
    .orderBy(asc(users.familyName), asc(users.givenName), asc(users.id));
  return rows.map(({ id, username, givenName, familyName }) => ({
    id,
    username,
    name: `${givenName} ${familyName}`,
  }));
}

/** Given and family name of people of the office, by id. */
export async function staffNames(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, givenName: users.givenName, familyName: users.familyName })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
}
