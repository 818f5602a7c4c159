import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { identities } from '../../db/schema/identities';
import type { Identity } from '../../domain/identity/identity';
import { ok } from '../../domain/result';
import { outdateSessions } from '../access/sessions';
import { transact, type Outcome } from '../transaction';
import { subjectHash } from './subject-hash';

/** Ends every session of whoever an identity is linked to: their session at the gateway is over. */
export async function leaveByIdentity(
  db: Queryable,
  identity: Pick<Identity, 'issuer' | 'subject'>,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const linked = await tx
      .select({ id: identities.userId })
      .from(identities)
      .where(
        and(
          eq(identities.issuer, identity.issuer),
          eq(identities.subjectHash, await subjectHash(tx, identity)),
        ),
      );
    for (const { id } of linked) await outdateSessions(tx, id);
    return ok(null);
  });
}
