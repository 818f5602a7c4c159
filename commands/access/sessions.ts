import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Database, Queryable } from '../../db/client';
import { prepared } from '../../db/prepared';
import { sessionUsers } from '../../db/queries/session';
import { knownDevices, sessions } from '../../db/schema/access';
import { users } from '../../db/schema/people';
import { ok, refused } from '../../domain/result';
import { deviceName, idleSecondsOf, sessionSeconds, shortNetwork } from '../../domain/session';
import { forEachDatabase, inGroups } from '../group-commit';
import { transact, type Outcome } from '../transaction';
import { recordAccess } from './events';
import { deviceHash, type SessionGrant } from './sign-in';

/** Where a session is opened, as far as it is known. */
export interface Whence {
  address: string | null;
  userAgent: string | null;
  /** The secret of the device's cookie: from now on the device is known. */
  device: string;
}

/** Sessions of the past are of use to nobody: they go when the person signs in after so many days. */
const keptDays = 30;

/**
 * Opens a session for whoever proved who they are; answers its id, or null when the grant was outdated in between.
 */
export async function startSession(
  db: Queryable,
  { userId, sessionVersion, method = 'password', level = 'l1' }: SessionGrant,
  { address, userAgent, device }: Whence,
): Promise<string | null> {
  const id = newId();
  const { rows } = await prepared(
    db,
    'start-session',
    sql`
    with opened as (
      insert into sessions (id, user_id, session_version, method, level, idle_seconds, ends_at, network, device)
      select ${id}::uuid, u.id, u.session_version, ${method}, ${level},
        (${JSON.stringify(idleSecondsOf)}::jsonb ->> u.role)::integer,
        now() + make_interval(secs => ${sessionSeconds}::integer), ${shortNetwork(address)}, ${deviceName(userAgent)}
      from users u where u.id = ${userId}::uuid and u.session_version = ${sessionVersion}::integer and u.active
      returning user_id),
    known as (
      insert into known_devices (token_hash, user_id) select ${deviceHash(device)}::bytea, user_id from opened
      on conflict (token_hash, user_id) do update set seen_at = excluded.seen_at),
    past as (
      delete from sessions where user_id = ${userId}::uuid and ends_at < now() - make_interval(days => ${keptDays}::integer)),
    lost as (
      delete from known_devices where user_id = ${userId}::uuid and seen_at < now() - interval '1 year')
    select user_id from opened`,
  );
  return rows.length > 0 ? id : null;
}

/**
 * Who a session belongs to, as `sessionUsers` says. Requests that come at the same time are looked up in one statement, which
 * is asked anew each time: a session that was revoked opens nothing from that moment on.
 */
export const askSession = forEachDatabase((db: Database) =>
  inGroups((ids: readonly string[]) => sessionUsers(db, ids), { size: 64, atOnce: 1, shares: true }),
);

/** Notes that sessions are in use; asked for at most once a minute for each. What a crash forgets of it harms nobody. */
export async function noteUses(db: Queryable, sessionIds: readonly string[]): Promise<void> {
  await prepared(
    db,
    'note-uses',
    sql`
    update sessions set last_seen_at = now()
    from (select set_config('synchronous_commit', 'off', true) as relaxed) as s
    where sessions.id = any (${sql.param([...sessionIds])}::uuid[]) and s.relaxed is not null
      and last_seen_at < now() - interval '1 minute'`,
  );
}

/** Notes it of one, together with whoever else comes at the same time. */
export const noteUse = forEachDatabase((db: Database) =>
  inGroups(
    async (ids: readonly string[]) => {
      await noteUses(db, ids);
      return ids;
    },
    { size: 64, atOnce: 1 },
  ),
);

/** "Uscita": the session ends for good, on this device and for whoever copied its cookie. */
export async function leaveSession(db: Queryable, sessionId: string): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)));
}

/** Ends one of the person's own sessions. Ended twice changes nothing. Refusals: `not-found`. */
export async function endSession(
  db: Queryable,
  input: { userId: string; sessionId: string },
): Promise<Outcome<null>> {
  const { userId } = input;
  return transact(db, async (tx) => {
    const own = and(eq(sessions.id, input.sessionId), eq(sessions.userId, userId));
    const [held] = await tx.select().from(sessions).where(own).for('update');
    if (!held) return refused({ code: 'not-found' });
    if (held.endedAt !== null) return ok(null);
    await tx
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(own);
    await recordAccess(tx, { userId, actorId: userId, kind: 'session-ended' });
    return ok(null);
  });
}

/** "Esci da tutti i dispositivi": every session ends, this one too, and no device is known any more. */
export async function endAllSessions(db: Queryable, userId: string): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    await outdateSessions(tx, userId);
    await recordAccess(tx, { userId, actorId: userId, kind: 'sessions-ended' });
    return ok(null);
  });
}

/** Ends every session of somebody at once. */
export async function outdateSessions(tx: Queryable, userId: string): Promise<void> {
  await tx
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId));
  await tx.delete(knownDevices).where(eq(knownDevices.userId, userId));
}
