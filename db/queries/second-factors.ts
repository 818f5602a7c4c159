import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../client';
import { passkeys, recoveryCodes, totpFactors } from '../schema/access';

/** The second factors of somebody, as they see them themselves; never their secrets. */
export async function secondFactorsOf(db: Queryable, userId: string) {
  const [[totp], keys, [codes]] = await Promise.all([
    db
      .select({ confirmedAt: totpFactors.confirmedAt })
      .from(totpFactors)
      .where(eq(totpFactors.userId, userId)),
    db
      .select({
        id: passkeys.id,
        name: passkeys.name,
        createdAt: passkeys.createdAt,
        usedAt: passkeys.usedAt,
      })
      .from(passkeys)
      .where(eq(passkeys.userId, userId))
      .orderBy(asc(passkeys.createdAt)),
    db
      .select({ left: count() })
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt))),
  ]);
  return {
    /** Since when the app gives codes; null without one. */
    totpSince: totp?.confirmedAt ?? null,
    /** An app was begun with and its first code is awaited. */
    totpWaiting: totp !== undefined && totp.confirmedAt === null,
    passkeys: keys,
    codesLeft: codes?.left ?? 0,
  };
}

export type SecondFactors = Awaited<ReturnType<typeof secondFactorsOf>>;
