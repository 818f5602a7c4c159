import { createHash, randomInt } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../../db/client';
import { recoveryCodes } from '../../../db/schema/access';
import { invalid } from '../../../domain/refusal';
import { ok, refused } from '../../../domain/result';
import { recoveryTerms, typedRecoveryCode } from '../../../domain/second-factor';
import { transact, type Outcome } from '../../transaction';
import { recordAccess } from '../events';
import type { SessionGrant } from '../sign-in';
import { countTry, uncountTry } from '../tries';
import { codesOf, raised, tellOfChange, type OnSession } from './grant';

/** Letters and digits that nobody takes for one another: sixteen of them are worth 79 bits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

const hashOf = (code: string): Buffer => createHash('sha256').update(`recovery:${code}`).digest();

/** Makes new recovery codes, shown this once: only their hashes are kept. Those of before are good no more. */
export async function makeRecoveryCodes(db: Queryable, userId: string): Promise<Outcome<string[]>> {
  const draw = (): string =>
    Array.from({ length: recoveryTerms.length }, () => alphabet[randomInt(alphabet.length)]).join('');
  const codes = Array.from({ length: recoveryTerms.codes }, draw);
  return transact(db, async (tx) => {
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    await tx.insert(recoveryCodes).values(codes.map((code) => ({ codeHash: hashOf(code), userId })));
    await recordAccess(tx, { userId, actorId: userId, kind: 'recovery-codes-made' });
    return ok(codes.map((code) => (code.match(/.{4}/g) ?? []).join('-')));
  });
}

/**
 * A recovery code in place of the second factor that is not at hand. Each is good once, and the person is told.
 *
 * Refusals: `invalid` for the code; `sign-in-slowed`.
 */
export async function applyRecoveryCode(
  db: Queryable,
  input: OnSession & { code: string },
): Promise<Outcome<SessionGrant>> {
  const { userId } = input;
  const counts = [await codesOf(db, userId)];
  const { refusal } = await countTry(db, counts);
  if (refusal) return refused(refusal);
  const outcome = await transact<SessionGrant>(db, async (tx) => {
    const codeHash = hashOf(typedRecoveryCode(input.code));
    const used = await tx
      .update(recoveryCodes)
      .set({ usedAt: sql`now()` })
      .where(
        and(
          eq(recoveryCodes.codeHash, codeHash),
          eq(recoveryCodes.userId, userId),
          isNull(recoveryCodes.usedAt),
        ),
      )
      .returning({ userId: recoveryCodes.userId });
    if (used.length === 0) return refused(invalid('code', 'code-wrong'));
    const eventId = await recordAccess(tx, { userId, actorId: userId, kind: 'recovery-code-used' });
    await tellOfChange(tx, userId, eventId);
    return ok(await raised(tx, input));
  });
  if (outcome.ok) await uncountTry(db, counts);
  return outcome;
}
