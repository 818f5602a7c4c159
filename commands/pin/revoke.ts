import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import { pins } from '../../db/schema/pins';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { SessionGrant } from '../access/sign-in';
import { transact, type Outcome } from '../transaction';

/**
 * Revokes every PIN of who asks, and ends every session of theirs: whoever entered with it is out. The grant opens a new
 * one for the person who asks. Revoking again changes nothing more.
 *
 * Refusals: `simplified-access`, `forbidden`.
 */
export async function revokePin(db: Queryable, actor: Actor): Promise<Outcome<SessionGrant>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user') return refused({ code: 'forbidden' });
    if (actor.level === 'simplified') return refused({ code: 'simplified-access' });
    if (!may(actor, 'pin.revoke', true)) return refused({ code: 'forbidden' });
    await tx
      .update(pins)
      .set({ endedAt: sql`clock_timestamp()`, endedWhy: 'revocato' })
      .where(and(eq(pins.userId, actor.id), isNull(pins.endedAt)));
    const [user] = await tx
      .update(users)
      .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(eq(users.id, actor.id))
      .returning();
    if (!user) return refused({ code: 'forbidden' });
    return ok({ userId: user.id, sessionVersion: user.sessionVersion });
  });
}
