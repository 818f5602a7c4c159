import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { passwordRecoveries, users } from '../../db/schema/people';
import { passwordFault, storedUsername } from '../../domain/access';
import { calledName } from '../../domain/person-name';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { postMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import { hashPassword } from './password';

const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * "Recupera password": sends a link, good once and for 30 minutes, to the mail of record. The answer is the same
 * whether the username exists or not.
 */
export async function requestRecovery(db: Queryable, input: { username: string }): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.username, storedUsername(input.username)), eq(users.active, true)));
    if (user) await postRecovery(tx, user);
    return ok(null);
  });
}

/** Sends the link that lets a user choose a new password. Only its hash is kept. */
export async function postRecovery(tx: Queryable, user: typeof users.$inferSelect): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await tx.insert(passwordRecoveries).values({
    tokenHash: hashToken(token),
    userId: user.id,
    expiresAt: sql`now() + interval '30 minutes'`,
  });
  await postMessage(tx, {
    kind: 'password-recovery',
    recipient: user.email,
    params: { givenName: calledName(user.givenName, user.familyName), token },
    businessKey: `password-recovery:${hashToken(token).toString('hex')}`,
  });
}

/**
 * Sets a new password with the link of the mail, which is used up with every other link of the user, and ends every session of the user.
 *
 * Refusals: `link-expired` (also used or wrong), `invalid` for the password.
 */
export async function recoverPassword(
  db: Queryable,
  input: { token: string; password: string; again: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const [recovery] = await tx
      .select({ user: users, expired: sql<boolean>`${passwordRecoveries.expiresAt} < now()` })
      .from(passwordRecoveries)
      .innerJoin(users, eq(users.id, passwordRecoveries.userId))
      .where(and(eq(passwordRecoveries.tokenHash, hashToken(input.token)), isNull(passwordRecoveries.usedAt)))
      .for('update', { of: passwordRecoveries });
    if (!recovery || recovery.expired) return refused({ code: 'link-expired' });
    const set = await setPassword(tx, recovery.user, input.password, input.again);
    if (!set.ok) return set;
    await tx
      .update(passwordRecoveries)
      .set({ usedAt: sql`now()` })
      .where(and(eq(passwordRecoveries.userId, recovery.user.id), isNull(passwordRecoveries.usedAt)));
    return set;
  });
}

/** Judges and sets a new password; every session of the user ends with the old one. */
export async function setPassword(
  tx: Queryable,
  user: typeof users.$inferSelect,
  password: string,
  again: string,
): Promise<Outcome<null>> {
  const fault = passwordFault(password, [user.username, user.fiscalCode ?? '']);
  if (fault) return refused(invalid('password', fault));
  if (password !== again) return refused(invalid('again', 'password-differs'));
  await tx
    .update(users)
    .set({
      passwordHash: await hashPassword(password),
      mustChangePassword: false,
      sessionVersion: sql`${users.sessionVersion} + 1`,
    })
    .where(eq(users.id, user.id));
  return ok(null);
}
