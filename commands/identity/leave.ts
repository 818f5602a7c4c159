import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { identities } from '../../db/schema/identities';
import { users } from '../../db/schema/people';
import type { Identity } from '../../domain/identity/identity';
import { ok } from '../../domain/result';
import { transact, type Outcome } from '../transaction';
import { subjectHash } from './subject-hash';

/** Ends every session of whoever an identity is linked to: their session at the gateway is over. */
export async function leaveByIdentity(
  db: Queryable,
  identity: Pick<Identity, 'issuer' | 'subject'>,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const linked = tx
      .select({ id: identities.userId })
      .from(identities)
      .where(
        and(
          eq(identities.issuer, identity.issuer),
          eq(identities.subjectHash, await subjectHash(tx, identity)),
        ),
      );
    await tx
      .update(users)
      .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(inArray(users.id, linked));
    return ok(null);
  });
}
