import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { knownDevices } from '../../db/schema/access';
import { users } from '../../db/schema/people';
import { passwordFault } from '../../domain/access';
import { calledName } from '../../domain/person-name';
import { invalid, type FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { ente } from '../../ente';
import { postMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import { isCommonPassword } from './common-passwords';
import { recordAccess } from './events';
import { crowdedSeconds, hashPassword, passwordMatches } from './password';
import { codesOf } from './second-factor/grant';
import type { SessionGrant } from './sign-in';
import { countTry, uncountTry } from './tries';

type User = typeof users.$inferSelect;

/**
 * "Salva la nuova password": forced at the first entry, free later. Ends every session; the grant opens a new one for
 * whoever just proved to know the old password.
 *
 * Refusals: `not-found`; `sign-in-slowed` after too many tries; `crowded` when too many passwords are being checked; `invalid` for a
 * wrong old password, a new one below the rules or equal to the old, and one repeated differently, all at once.
 */
export async function changePassword(
  db: Queryable,
  input: { userId: string; old: string; password: string; again: string },
): Promise<Outcome<SessionGrant>> {
  const retryAfterSeconds = crowdedSeconds();
  if (retryAfterSeconds > 0) return refused({ code: 'crowded', retryAfterSeconds });
  const [user] = await db.select().from(users).where(eq(users.id, input.userId));
  if (!user) return refused({ code: 'not-found' });
  // Whoever found a session open must not find the password by it.
  const counts = [await codesOf(db, user.id)];
  const { refusal: slowed } = await countTry(db, counts);
  if (slowed) return refused(slowed);
  const faults = passwordFaults(user, input);
  if (await passwordMatches(user.passwordHash, input.old)) await uncountTry(db, counts);
  else faults.unshift({ field: 'old', code: 'password-old' });
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  const passwordHash = await hashPassword(input.password);
  return transact(db, async (tx) => {
    const [held] = await tx.select().from(users).where(eq(users.id, user.id)).for('update');
    // Somebody else changed it while this one was hashed.
    if (held?.passwordHash !== user.passwordHash) return refused(invalid('old', 'password-old'));
    await writePassword(tx, user, passwordHash, 'password-changed');
    return ok({ userId: user.id, sessionVersion: held.sessionVersion + 1 });
  });
}

/**
 * All that is wrong with a new password of somebody, a fault for each field.
 *
 * @param input.old where it is to differ from one
 */
export function passwordFaults(
  user: User,
  { old, password, again }: { old?: string; password: string; again: string },
): FieldFault[] {
  const { username, fiscalCode, givenName, familyName } = user;
  const words = [givenName, familyName, ente.name].flatMap((name) => name.split(/[^\p{L}\p{N}]+/u));
  const code =
    password === old
      ? 'password-same'
      : passwordFault(password, [username, fiscalCode ?? '', ...words], isCommonPassword);
  return [
    ...(code ? [{ field: 'password', code }] : []),
    ...(password === again ? [] : [{ field: 'again', code: 'password-differs' }]),
  ];
}

/**
 * Writes a new password: every session ends with the old one, no device is known any more, and the person is told, so that
 * it cannot happen behind their back.
 */
export async function writePassword(
  tx: Queryable,
  user: User,
  passwordHash: string,
  kind: 'password-changed' | 'password-recovered',
): Promise<void> {
  await tx
    .update(users)
    .set({
      passwordHash,
      mustChangePassword: false,
      passwordUntil: null,
      sessionVersion: sql`${users.sessionVersion} + 1`,
    })
    .where(eq(users.id, user.id));
  await tx.delete(knownDevices).where(eq(knownDevices.userId, user.id));
  const eventId = await recordAccess(tx, { userId: user.id, actorId: user.id, kind });
  await postMessage(tx, {
    kind: 'password-changed',
    recipient: user.email,
    params: { givenName: calledName(user.givenName, user.familyName) },
    businessKey: `password-changed:${eventId}`,
  });
}
