import { eq } from 'drizzle-orm';
import type { Queryable } from '../../../db/client';
import { hashesOf } from '../../../db/hash-key';
import { sessions } from '../../../db/schema/access';
import { users } from '../../../db/schema/people';
import { calledName } from '../../../domain/person-name';
import { postMessage } from '../../message/queue';
import type { SessionGrant } from '../sign-in';
import { countOf, type Counted } from '../tries';

/** Who shows a second factor, and in which session. */
export interface OnSession {
  userId: string;
  sessionId: string;
}

/** The session that comes after one whose person showed a second factor too: another id, so that no old cookie rises. */
export async function raised(tx: Queryable, { sessionId }: OnSession): Promise<SessionGrant> {
  const [found] = await tx
    .select({ userId: users.id, sessionVersion: users.sessionVersion, method: sessions.method })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sessionId));
  if (!found) throw new Error('the session is missing');
  return { ...found, level: 'l2' };
}

/** The count of the codes that somebody tries. */
export const codesOf = async (db: Queryable, userId: string): Promise<Counted> =>
  countOf(await hashesOf(db), 'code', userId);

/** Tells somebody that their second factor changed, so that it cannot happen behind their back. */
export async function tellOfChange(tx: Queryable, userId: string, eventId: string): Promise<void> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  if (!user) throw new Error('the user is missing');
  await postMessage(tx, {
    kind: 'second-factor-changed',
    recipient: user.email,
    params: { givenName: calledName(user.givenName, user.familyName) },
    businessKey: `second-factor-changed:${eventId}`,
  });
}
