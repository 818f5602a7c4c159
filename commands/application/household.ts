import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { hashesOf } from '../../db/hash-key';
import { householdClaims } from '../../db/schema/applications';
import type { ApplicationForm } from '../../domain/application/answers';
import { householdCodes } from '../../domain/application/household';
import { ok, refused } from '../../domain/result';
import type { Outcome } from '../transaction';
import type { Application } from './case';

/**
 * Claims the programme for a whole household, in the caller's transaction: one claim per member, so that no member stands
 * in two applications at once. Members are claimed in the order of their hashes, so that two households that share several
 * never wait for each other in a ring.
 *
 * Refusals: `household-already-applied`. Which application stands in the way is the office's to know, not the citizen's.
 */
export async function claimHousehold(
  tx: Queryable,
  { id: applicationId, programmeId }: Application,
  form: ApplicationForm,
): Promise<Outcome<null>> {
  const { member } = await hashesOf(tx);
  const hashes = householdCodes(form)
    .map(member)
    .sort((one, other) => one.compare(other));
  for (const memberHash of hashes) {
    const claimed = await tx
      .insert(householdClaims)
      .values({ programmeId, memberHash, applicationId })
      .onConflictDoNothing()
      .returning({ memberHash: householdClaims.memberHash });
    if (claimed.length === 0) return refused({ code: 'household-already-applied' });
  }
  return ok(null);
}

/**
 * Lets the household go: its application was withdrawn, discarded or rejected. The claims stay, released, so that the
 * office sees who stood in which application.
 */
export async function releaseHousehold(tx: Queryable, applicationId: string): Promise<void> {
  await tx
    .update(householdClaims)
    .set({ releasedAt: sql`clock_timestamp()` })
    .where(and(eq(householdClaims.applicationId, applicationId), isNull(householdClaims.releasedAt)));
}
