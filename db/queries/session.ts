import { and, desc, eq, exists, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { validate } from 'uuid';
import { freshMinutes } from '../../domain/session';
import type { Queryable } from '../client';
import { passkeys, sessions, totpFactors } from '../schema/access';
import { installation, users } from '../schema/people';

/** Whether a session goes on, by the database's clock: not ended, not outdated, neither too old nor idle too long. */
const goesOn: SQL = sql`${sessions.endedAt} is null and ${sessions.sessionVersion} = ${users.sessionVersion}
  and ${users.active} and clock_timestamp() <
    least(${sessions.endsAt}, ${sessions.lastSeenAt} + make_interval(secs => ${sessions.idleSeconds}))`;

/** Whether somebody has a second factor with us. */
export const isEnrolled = (db: Queryable) =>
  sql<boolean>`${or(
    exists(
      db
        .select({ one: sql`1` })
        .from(totpFactors)
        .where(and(eq(totpFactors.userId, users.id), isNotNull(totpFactors.confirmedAt))),
    ),
    exists(
      db
        .select({ one: sql`1` })
        .from(passkeys)
        .where(eq(passkeys.userId, users.id)),
    ),
  )}`;

const { id, username, givenName, familyName, role, mustChangePassword, merchantId, email, phone, mobile } = {
  ...users,
};
const { id: sessionId, method, level } = sessions;

const prepare = (db: Queryable) =>
  db
    .select({
      user: {
        id,
        username,
        givenName,
        familyName,
        role,
        mustChangePassword,
        merchantId,
        email,
        phone,
        mobile,
      },
      session: {
        id: sessionId,
        method,
        level,
        /** They signed in a short while ago. */
        fresh: sql<boolean>`${sessions.startedAt} > now() - make_interval(mins => ${freshMinutes}::integer)`,
      },
      enrolled: isEnrolled(db),
      waived: sql<boolean>`${users.secondFactorWaived} and ${installation.demo}`,
      /** It was seen so long ago that its use is to be noted. */
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(installation, sql`true`)
    .where(and(sql`${sessions.id} = any (${sql.placeholder('ids')}::uuid[])`, goesOn))
    .prepare('session-users');

const statements = new WeakMap<Queryable, ReturnType<typeof prepare>>();

/**
 * Who sessions belong to, and what each still lacks, in the order of the ids; null for one that has ended. Asked at every
 * request: one statement, planned once for each connection.
 */
export async function sessionUsers(db: Queryable, ids: readonly string[]) {
  const statement = statements.get(db) ?? prepare(db);
  statements.set(db, statement);
  const found = await statement.execute({ ids: [...new Set(ids)].filter((each) => validate(each)) });
  const bySession = new Map(found.map((each) => [each.session.id, each]));
  return ids.map((each) => bySession.get(each) ?? null);
}

/** Who one session belongs to. */
export const sessionUser = async (db: Queryable, session: string) =>
  (await sessionUsers(db, [session]))[0] ?? null;

/** The sessions of somebody that go on, the newest first. */
export async function sessionsOf(db: Queryable, userId: string) {
  return db
    .select({
      id: sessions.id,
      method: sessions.method,
      level: sessions.level,
      startedAt: sessions.startedAt,
      lastSeenAt: sessions.lastSeenAt,
      network: sessions.network,
      device: sessions.device,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), goesOn))
    .orderBy(desc(sessions.startedAt))
    .limit(50);
}
