import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import type { Role } from '../../domain/roles';
import { temporary } from '../access/password';
import { freeUsername, oneByOne } from '../access/username';

interface Person {
  id?: string;
  familyName: string;
  givenName: string;
  email: string;
  merchantId: string;
  shopId: string | null;
  role: Extract<Role, 'esercente' | 'cassiere'>;
  passwordHash: string;
}

/** Gives somebody of a merchant an access with a password that must be changed at the first sign-in. */
export async function addPerson(
  tx: Queryable,
  { id = newId(), passwordHash, ...person }: Person,
): Promise<{ userId: string; username: string; email: string }> {
  await oneByOne(tx);
  const username = await freeUsername(tx, person.givenName, person.familyName);
  await tx.insert(users).values({ ...person, id, username, ...temporary(passwordHash) });
  return { userId: id, username, email: person.email };
}
