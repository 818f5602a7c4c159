import { randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { passwordRecoveries, users } from '../../db/schema/people';
import type { Answers } from '../../domain/application/answers';
import { readFields } from '../../domain/merchant/business';
import { ok, refused } from '../../domain/result';
import { mailedPersonFields } from '../access/give-access';
import { hashPassword, temporary, temporaryPassword } from '../access/password';
import { hashToken } from '../access/recovery';
import { freeUsername, oneByOne } from '../access/username';
import { transact, type Outcome } from '../transaction';

/** For how long the link is good. */
const linkTerm = '24 hours';

/**
 * Gives an installation that has none its first administrator: whoever has the link that comes of it chooses the password, and
 * at the first entry the second factor. Only its hash is kept. Asked again before the password was chosen, the link of before is
 * good no more, and the same person has a new one.
 *
 * Refusals: `act-not-allowed` (somebody administers already); `invalid` with a fault for each field (`givenName`, `familyName`, `email`).
 */
export async function appointFirstAdministrator(
  db: Queryable,
  answers: Answers,
): Promise<Outcome<{ username: string; token: string }>> {
  const { values, faults } = readFields(mailedPersonFields, answers);
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  const unknown = temporary(await hashPassword(temporaryPassword()));
  return transact(db, async (tx) => {
    await oneByOne(tx);
    const administrators = await tx
      .select()
      .from(users)
      .where(and(eq(users.role, 'amministratore'), eq(users.active, true)));
    if (administrators.some(({ mustChangePassword }) => !mustChangePassword))
      return refused({ code: 'act-not-allowed' });
    const [appointed] = administrators;
    const id = appointed?.id ?? newId();
    const username = appointed?.username ?? (await freeUsername(tx, values.givenName, values.familyName));
    const role = 'amministratore' as const;
    await tx
      .insert(users)
      .values({ ...values, id, username, role, ...unknown })
      .onConflictDoUpdate({ target: users.id, set: { ...values, ...unknown } });
    await tx
      .update(passwordRecoveries)
      .set({ usedAt: sql`now()` })
      .where(and(eq(passwordRecoveries.userId, id), isNull(passwordRecoveries.usedAt)));
    const token = randomBytes(32).toString('base64url');
    await tx.insert(passwordRecoveries).values({
      tokenHash: hashToken(token),
      userId: id,
      expiresAt: sql`now() + ${linkTerm}::interval`,
    });
    return ok({ username, token });
  });
}
