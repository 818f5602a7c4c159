import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../../db/client';
import { isEnrolled } from '../../../db/queries/session';
import { passkeys, recoveryCodes, totpFactors } from '../../../db/schema/access';
import { installation, users } from '../../../db/schema/people';
import { may } from '../../../domain/permissions';
import { ok, refused } from '../../../domain/result';
import type { Actor } from '../../../domain/roles';
import { needsSecondFactor } from '../../../domain/second-factor';
import { reasonOf } from '../../reason';
import { transact, type Outcome } from '../../transaction';
import { recordAccess } from '../events';
import { outdateSessions } from '../sessions';
import { tellOfChange } from './grant';

/** Which of one's own second factors: the app, or a passkey by its id. */
export type OwnFactor = { kind: 'totp' } | { kind: 'passkey'; id: string };

/**
 * Takes one of the person's own second factors away. Who needs one keeps one; with the last one the recovery codes go.
 *
 * Refusals: `not-found`; `last-second-factor`.
 */
export async function removeFactor(db: Queryable, userId: string, factor: OwnFactor): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
    const removed =
      factor.kind === 'totp'
        ? await tx.delete(totpFactors).where(eq(totpFactors.userId, userId)).returning()
        : await tx
            .delete(passkeys)
            .where(and(eq(passkeys.userId, userId), eq(passkeys.id, factor.id)))
            .returning();
    if (!user || removed.length === 0) return refused({ code: 'not-found' });
    const [left] = await tx
      .select({ enrolled: isEnrolled(tx), demo: installation.demo })
      .from(users)
      .innerJoin(installation, eq(installation.onlyRow, true))
      .where(eq(users.id, userId));
    if (left?.enrolled !== true) {
      const waived = user.secondFactorWaived && left?.demo === true;
      if (needsSecondFactor[user.role] && !waived) return refused({ code: 'last-second-factor' });
      await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    }
    const kind = factor.kind === 'totp' ? 'totp-removed' : 'passkey-removed';
    const eventId = await recordAccess(tx, { userId, actorId: userId, kind });
    await tellOfChange(tx, userId, eventId);
    return ok(null);
  });
}

/**
 * Takes every second factor of somebody else away, for who lost theirs: they choose a new one when they sign in. Their
 * sessions end and they are told. Nobody does it for themselves.
 *
 * Refusals: `forbidden`; `not-found`; `invalid` without a reason.
 */
export async function resetSecondFactor(
  db: Queryable,
  actor: Actor,
  input: { userId: string; reason: string },
): Promise<Outcome<null>> {
  if (actor.kind !== 'user' || !may(actor, 'second-factor.reset', false) || actor.id === input.userId) {
    return refused({ code: 'forbidden' });
  }
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  const { userId } = input;
  return transact(db, async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
    if (!user) return refused({ code: 'not-found' });
    await tx.delete(totpFactors).where(eq(totpFactors.userId, userId));
    await tx.delete(passkeys).where(eq(passkeys.userId, userId));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    await outdateSessions(tx, userId);
    const event = {
      userId,
      actorId: actor.id,
      kind: 'second-factor-reset',
      reason: reason.value,
    } as const;
    await tellOfChange(tx, userId, await recordAccess(tx, event));
    return ok(null);
  });
}
