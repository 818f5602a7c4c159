import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { identities } from '../../db/schema/identities';
import { users } from '../../db/schema/people';
import type { Identity } from '../../domain/identity/identity';
import { ok, refused } from '../../domain/result';
import type { Outcome } from '../transaction';
import { subjectHash } from './subject-hash';

export type Access = typeof users.$inferSelect;

/**
 * The accesses of the person an identity proves, by tax code: that of the citizen, those of whoever works in the office or
 * in a shop too. None where the person is new.
 *
 * Refusals: `identity-mismatch` (the subject is known as somebody with another tax code), `access-suspended` (there is
 * an access, and none may be used).
 */
export async function accessesOf(tx: Queryable, identity: Identity): Promise<Outcome<Access[]>> {
  const others = await tx
    .select({ fiscalCode: users.fiscalCode })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .where(
      and(
        eq(identities.issuer, identity.issuer),
        eq(identities.subjectHash, await subjectHash(tx, identity)),
      ),
    );
  if (others.some(({ fiscalCode }) => fiscalCode !== identity.fiscalCode)) {
    return refused({ code: 'identity-mismatch' });
  }
  const accesses = await tx
    .select()
    .from(users)
    .where(eq(users.fiscalCode, identity.fiscalCode))
    .orderBy(asc(users.createdAt));
  const usable = accesses.filter(({ active }) => active);
  return accesses.length > 0 && usable.length === 0 ? refused({ code: 'access-suspended' }) : ok(usable);
}
