import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import { storedUsername } from '../../domain/access';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { transact, type Outcome } from '../transaction';
import { nobodysHash, passwordMatches } from './password';
import { setPassword } from './recovery';

/** What a session carries: who, and the version that a change of password or a suspension outdates. */
export interface SessionGrant {
  userId: string;
  sessionVersion: number;
  /** By what somebody entered; left out for username and password. */
  method?: 'pin';
  /** The first part of a PIN alone. */
  level?: 'simplified';
}

/**
 * Checks username and password. Wrong names and wrong passwords get the same answer after the same work.
 *
 * Refusals: `credentials`.
 */
export async function signIn(
  db: Queryable,
  input: { username: string; password: string },
): Promise<Outcome<SessionGrant>> {
  const [user] = await db
    .select()
    .from(users)
    .where(and(eq(users.username, storedUsername(input.username)), eq(users.active, true)));
  const matches = await passwordMatches(user?.passwordHash ?? (await nobodysHash), input.password);
  if (!user || !matches) return refused({ code: 'credentials' });
  return ok({ userId: user.id, sessionVersion: user.sessionVersion });
}

/**
 * "Salva la nuova password": forced at the first entry, free later. Ends every session; the grant opens a new one for
 * whoever just proved to know the old password.
 *
 * Refusals: `not-found`; `invalid` for a wrong old password, or a new one below the rules, equal to the old, or
 * repeated differently.
 */
export async function changePassword(
  db: Queryable,
  input: { userId: string; old: string; password: string; again: string },
): Promise<Outcome<SessionGrant>> {
  return transact(db, async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, input.userId)).for('update');
    if (!user) return refused({ code: 'not-found' });
    if (!(await passwordMatches(user.passwordHash, input.old))) {
      return refused(invalid('old', 'password-old'));
    }
    if (input.old === input.password) return refused(invalid('password', 'password-same'));
    const set = await setPassword(tx, user, input.password, input.again);
    return set.ok ? ok({ userId: user.id, sessionVersion: user.sessionVersion + 1 }) : set;
  });
}
