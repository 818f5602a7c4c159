import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { passwordRecoveries, users } from '../../db/schema/people';
import { storedUsername } from '../../domain/access';
import { calledName } from '../../domain/person-name';
import { ok, refused } from '../../domain/result';
import { oncePerForm } from '../idempotency';
import { countRequest } from '../limits/requests';
import { postMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import { passwordFaults, writePassword } from './change-password';
import { crowdedSeconds, hashPassword, passwordMatches } from './password';
import { codesOf } from './second-factor/grant';
import { countTry, uncountTry } from './tries';

/** What is kept of a link. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What the answer takes, whoever asks: looking up a name and queueing a mail are done well before, in milliseconds. */
const evenlyMs = 250;

interface RecoveryRequest {
  username: string;
  /** The network address it is asked from. */
  address?: string | null;
  /** Of the form it was asked with: sent again, it is the same request. */
  formId?: string | null;
}

/**
 * "Recupera password": sends a link, good once and for 30 minutes, to the mail of record. The answer is the same, after the
 * same time, whether the username exists or not, and whether it has had its share of mails or not.
 *
 * Refusals: `too-many-requests`, for the address.
 */
export async function requestRecovery(db: Queryable, input: RecoveryRequest): Promise<Outcome<null>> {
  const [outcome] = await Promise.all([recoveryAsked(db, input), pause(evenlyMs)]);
  return outcome;
}

async function recoveryAsked(db: Queryable, input: RecoveryRequest): Promise<Outcome<null>> {
  const within = await countRequest(db, 'recovery-address', input.address ?? null);
  if (!within.ok) return within;
  const username = storedUsername(input.username).slice(0, 200);
  const share = await countRequest(db, 'recovery-name', username);
  return oncePerForm(db, { id: input.formId ?? null }, { username }, async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.username, username), eq(users.active, true)));
    if (user && share.ok) await postRecovery(tx, user);
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
 * Sets a new password with the link of the mail, which is used up with every other link of the user, and ends every session
 * of the user. With a link that is used up and the password it set the answer was lost on the way, and is given again;
 * that is counted as a try to sign in, for it tells whether a password is right.
 *
 * Refusals: `link-expired` (also used or wrong); `crowded` when too many passwords are being checked; `sign-in-slowed`
 * after too many tries; `invalid` for the password.
 */
export async function recoverPassword(
  db: Queryable,
  input: { token: string; password: string; again: string },
): Promise<Outcome<{ userId: string }>> {
  const retryAfterSeconds = crowdedSeconds();
  if (retryAfterSeconds > 0) return refused({ code: 'crowded', retryAfterSeconds });
  const outcome = await setByLink(db, input);
  return !outcome.ok && outcome.error.code === 'link-expired' ? setBefore(db, input) : outcome;
}

const inTime = (token: string) =>
  and(eq(passwordRecoveries.tokenHash, hashToken(token)), sql`${passwordRecoveries.expiresAt} > now()`);

async function setByLink(
  db: Queryable,
  input: { token: string; password: string; again: string },
): Promise<Outcome<{ userId: string }>> {
  const good = and(inTime(input.token), isNull(passwordRecoveries.usedAt));
  const [found] = await db
    .select({ user: users })
    .from(passwordRecoveries)
    .innerJoin(users, eq(users.id, passwordRecoveries.userId))
    .where(good);
  if (!found) return refused({ code: 'link-expired' });
  const faults = passwordFaults(found.user, input);
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  const passwordHash = await hashPassword(input.password);
  return transact(db, async (tx) => {
    const [held] = await tx.select().from(passwordRecoveries).where(good).for('update');
    if (!held) return refused({ code: 'link-expired' });
    await writePassword(tx, found.user, passwordHash, 'password-recovered');
    await tx
      .update(passwordRecoveries)
      .set({ usedAt: sql`now()` })
      .where(and(eq(passwordRecoveries.userId, held.userId), isNull(passwordRecoveries.usedAt)));
    return ok({ userId: held.userId });
  });
}

async function setBefore(
  db: Queryable,
  { token, password, again }: { token: string; password: string; again: string },
): Promise<Outcome<{ userId: string }>> {
  const [used] = await db
    .select({ user: users })
    .from(passwordRecoveries)
    .innerJoin(users, eq(users.id, passwordRecoveries.userId))
    .where(inTime(token));
  if (!used || password !== again) return refused({ code: 'link-expired' });
  const counts = [await codesOf(db, used.user.id)];
  const { refusal: slowed } = await countTry(db, counts);
  if (slowed) return refused(slowed);
  if (!(await passwordMatches(used.user.passwordHash, password))) return refused({ code: 'link-expired' });
  await uncountTry(db, counts);
  return ok({ userId: used.user.id });
}
