import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { programmes } from '../../db/schema/applications';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdProgramme } from './hold';

/**
 * "Chiudi": the programme takes no application any more and leaves the portal. What was sent goes on to its decision, and
 * vouchers stay what they are. Closing again changes nothing.
 *
 * Refusals: `not-found`, `act-not-allowed` (never published: there is nothing to close).
 */
export async function closeProgramme(
  db: Queryable,
  actor: Actor,
  { programmeId }: { programmeId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdProgramme(tx, actor, 'programme.close', programmeId);
    if (!held.ok) return held;
    const { status } = held.value.programme;
    if (status === 'bozza') return refused({ code: 'act-not-allowed' });
    if (status === 'chiuso') return ok(null);
    await tx.update(programmes).set({ status: 'chiuso' }).where(eq(programmes.id, programmeId));
    return ok(null);
  });
}
