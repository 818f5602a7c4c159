import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { hashesBy } from '../../db/hash-key';
import { knownDevices } from '../../db/schema/access';
import { installation, users } from '../../db/schema/people';
import { storedUsername } from '../../domain/access';
import { calledName } from '../../domain/person-name';
import { ok, refused } from '../../domain/result';
import type { Role } from '../../domain/roles';
import { networkOf, type SessionLevel, type SessionMethod } from '../../domain/session';
import { temporaryPasswordTerms } from '../../domain/sign-in-limits';
import { postMessage } from '../message/queue';
import type { Outcome } from '../transaction';
import { crowdedSeconds, nobodysHash, passwordMatches } from './password';
import { countOf, countTry, uncountTry } from './tries';

/**
 * What a session is opened for: who, and the version that a change of password or a suspension outdates; by which proof,
 * and how sure it makes us (a password, `l1`, where nothing is said).
 */
export interface SessionGrant {
  userId: string;
  sessionVersion: number;
  method?: SessionMethod;
  level?: SessionLevel;
}

/** Who has come in by password, and what comes next for them. */
export interface Entered extends SessionGrant {
  role: Role;
  mustChangePassword: boolean;
}

/** What is kept of the secret in a device's cookie. */
export const deviceHash = (token: string): Buffer => createHash('sha256').update(token).digest();

interface Credentials {
  username: string;
  password: string;
  /** The network address it comes from, where it is known. */
  address?: string | null;
  /** The secret of the device's cookie, where it has one. */
  device?: string | null;
}

/**
 * Checks username and password. Wrong names and wrong passwords get the same answer after the same work; tries are slowed
 * before any work is done.
 *
 * Refusals: `sign-in-slowed` and `crowded`, with the seconds to wait; `credentials`; `temporary-password-over`, told to nobody but who
 * knows that password.
 */
export async function signIn(db: Queryable, input: Credentials): Promise<Outcome<Entered>> {
  const retryAfterSeconds = crowdedSeconds();
  if (retryAfterSeconds > 0) return refused({ code: 'crowded', retryAfterSeconds });

  const username = storedUsername(input.username).slice(0, 200);
  const { hashes, user, knownDevice } = await lookUp(db, username, input.device ?? '');
  const network = networkOf(input.address ?? '');
  const anywhere = [
    countOf(hashes, 'pair', username, network),
    countOf(hashes, 'name', username),
    ...(input.address ? [countOf(hashes, 'address', network)] : []),
  ];
  const here = user && knownDevice ? [countOf(hashes, 'device', user.id, input.device ?? '')] : null;
  let counts = here ?? anywhere;
  let { refusal, tell } = await countTry(db, counts);
  if (refusal && here) {
    counts = anywhere;
    ({ refusal, tell } = await countTry(db, counts));
  }
  if (refusal) return refused(refusal);

  const [matches] = await Promise.all([
    passwordMatches(user?.passwordHash ?? (await nobodysHash), input.password),
    user && tell ? tellOfTries(db, user) : null,
  ]);
  if (!user || !matches) return refused({ code: 'credentials' });
  await uncountTry(db, counts);
  if (user.mustChangePassword && !(await useTemporaryPassword(db, user.id))) {
    return refused({ code: 'temporary-password-over' });
  }
  const { id: userId, sessionVersion, role, mustChangePassword } = user;
  return ok({ userId, sessionVersion, role, mustChangePassword });
}

async function lookUp(db: Queryable, username: string, device: string) {
  const [found] = await db
    .select({
      keys: { hashKey: installation.hashKey, householdKey: installation.householdKey },
      user: users,
      device: knownDevices.userId,
    })
    .from(installation)
    .leftJoin(users, and(eq(users.username, username), eq(users.active, true)))
    .leftJoin(
      knownDevices,
      and(eq(knownDevices.userId, users.id), eq(knownDevices.tokenHash, deviceHash(device))),
    )
    .prepare('sign-in-look-up')
    .execute();
  if (!found) throw new Error('the database was not installed');
  return { hashes: hashesBy(found.keys), user: found.user, knownDevice: found.device !== null };
}

/** The first use of a temporary password leaves it good for some minutes: enough to change it, and for a lost answer. */
async function useTemporaryPassword(db: Queryable, userId: string): Promise<boolean> {
  const minutes = sql`make_interval(mins => ${temporaryPasswordTerms.minutesAfterUse}::integer)`;
  const used = await db
    .update(users)
    .set({ passwordUntil: sql`least(${users.passwordUntil}, now() + ${minutes})` })
    .where(and(eq(users.id, userId), sql`coalesce(${users.passwordUntil} > now(), true)`))
    .returning({ id: users.id });
  return used.length > 0;
}

async function tellOfTries(db: Queryable, user: typeof users.$inferSelect): Promise<void> {
  await db.transaction((tx) =>
    postMessage(tx, {
      kind: 'sign-in-tries',
      recipient: user.email,
      params: { givenName: calledName(user.givenName, user.familyName) },
      businessKey: `sign-in-tries:${user.id}:${Date.now()}`,
    }),
  );
}
