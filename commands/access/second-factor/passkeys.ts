import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../../db/client';
import { passkeys, sessions } from '../../../db/schema/access';
import { ok, refused } from '../../../domain/result';
import { transact, type Outcome } from '../../transaction';
import { recordAccess } from '../events';
import type { SessionGrant } from '../sign-in';
import { raised, tellOfChange, type OnSession } from './grant';

/** The site that passkeys are made for: a passkey of another site is never accepted. */
export interface Site {
  /** E.g. `https://buoni.comune.it`. */
  origin: string;
  name: string;
}

const hostOf = ({ origin }: Site): string => new URL(origin).hostname;

/** What the browser is asked to make a passkey from. Its challenge is good once, for five minutes, in this session. */
export async function passkeyCreation(db: Queryable, site: Site, on: OnSession & { username: string }) {
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: hostOf(site),
    userName: on.username,
    userID: new Uint8Array(Buffer.from(on.userId.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    excludeCredentials: await credentialsOf(db, on.userId),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  await keepChallenge(db, on, options.challenge);
  return options;
}

/**
 * Adds the passkey that the browser made; this session has shown it.
 *
 * Refusals: `passkey-refused`, for an answer that is wrong, late, or of another site.
 */
export async function addPasskey(
  db: Queryable,
  site: Site,
  on: OnSession & { answer: string; name: string },
): Promise<Outcome<SessionGrant>> {
  const challenge = await takeChallenge(db, on);
  const response = answerFrom<RegistrationResponseJSON>(on.answer);
  if (challenge === null || response === null) return refused({ code: 'passkey-refused' });
  const expected = { expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: hostOf(site) };
  const verified = await verifyRegistrationResponse({
    response,
    ...expected,
    requireUserVerification: false,
  }).catch(() => null);
  if (!verified?.verified) return refused({ code: 'passkey-refused' });
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  const { userId } = on;
  return transact(db, async (tx) => {
    const added = await tx
      .insert(passkeys)
      .values({ id, userId, publicKey: Buffer.from(publicKey), counter, transports, name: on.name })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (added.length === 0) return refused({ code: 'passkey-refused' });
    const eventId = await recordAccess(tx, { userId, actorId: userId, kind: 'passkey-added' });
    await tellOfChange(tx, userId, eventId);
    return ok(await raised(tx, on));
  });
}

/** What the browser is asked to sign with a passkey of this person. */
export async function passkeyRequest(db: Queryable, site: Site, on: OnSession) {
  const options = await generateAuthenticationOptions({
    rpID: hostOf(site),
    allowCredentials: await credentialsOf(db, on.userId),
    userVerification: 'preferred',
  });
  await keepChallenge(db, on, options.challenge);
  return options;
}

/** A passkey at the sign-in. Refusals: `passkey-refused`. */
export async function verifyPasskey(
  db: Queryable,
  site: Site,
  on: OnSession & { answer: string },
): Promise<Outcome<SessionGrant>> {
  const challenge = await takeChallenge(db, on);
  const response = answerFrom<AuthenticationResponseJSON>(on.answer);
  if (challenge === null || response === null) return refused({ code: 'passkey-refused' });
  return transact<SessionGrant>(db, async (tx) => {
    const own = and(eq(passkeys.id, String(response.id)), eq(passkeys.userId, on.userId));
    const [passkey] = await tx.select().from(passkeys).where(own).for('update');
    if (!passkey) return refused({ code: 'passkey-refused' });
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: hostOf(site),
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
      requireUserVerification: false,
    }).catch(() => null);
    if (!verified?.verified) return refused({ code: 'passkey-refused' });
    const { newCounter: counter } = verified.authenticationInfo;
    await tx
      .update(passkeys)
      .set({ counter, usedAt: sql`now()` })
      .where(own);
    return ok(await raised(tx, on));
  });
}

const credentialsOf = (db: Queryable, userId: string) =>
  db
    .select({ id: passkeys.id, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.userId, userId));

async function keepChallenge(db: Queryable, { sessionId }: OnSession, challenge: string): Promise<void> {
  await db
    .update(sessions)
    .set({ challenge, challengeUntil: sql`now() + interval '5 minutes'` })
    .where(eq(sessions.id, sessionId));
}

/** The challenge that waits for its answer; whatever the answer is worth, there is no second one. */
async function takeChallenge(db: Queryable, { sessionId }: OnSession): Promise<string | null> {
  return db.transaction(async (tx) => {
    const [held] = await tx
      .select({
        challenge: sessions.challenge,
        good: sql<boolean>`coalesce(${sessions.challengeUntil} > now(), false)`,
      })
      .from(sessions)
      .where(eq(sessions.id, sessionId))
      .for('update');
    await tx
      .update(sessions)
      .set({ challenge: null, challengeUntil: null })
      .where(eq(sessions.id, sessionId));
    return held?.good ? held.challenge : null;
  });
}

/** The browser's answer, whose inside the verification judges. */
function answerFrom<T extends { id: string }>(text: string): T | null {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'id' in answer ? (answer as T) : null;
  } catch {
    return null;
  }
}
