import { asc, desc, inArray } from 'drizzle-orm';
import { staffRoles } from '../../domain/roles';
import type { Queryable } from '../client';
import { users } from '../schema/people';

/** Who works for the Ente, by name, those who may come in first. */
export const staffList = (db: Queryable) =>
  db
    .select({
      id: users.id,
      familyName: users.familyName,
      givenName: users.givenName,
      username: users.username,
      email: users.email,
      role: users.role,
      active: users.active,
    })
    .from(users)
    .where(inArray(users.role, [...staffRoles]))
    .orderBy(desc(users.active), asc(users.familyName), asc(users.givenName), asc(users.id));
