import { and, count, eq, ne } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications, programmes } from '../../db/schema/applications';
import { waitingPhase } from '../../domain/application/phase';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { recordAct } from '../audit/record';
import { transact, type Outcome } from '../transaction';
import { holdProgramme } from './hold';
import { settleClosed } from './settle-closed';

/**
 * "Chiudi": the programme takes no application any more, leaves the portal, and its accounts are settled: what the fund
 * still holds becomes savings, and whoever waits for it is told. Vouchers stay what they are. Closing again changes nothing.
 *
 * Refusals: `not-found`, `act-not-allowed` (never published: there is nothing to close), `applications-undecided` (what was
 * sent has a right to its decision, and to the money for it).
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
    const undecided = await undecidedOn(tx, programmeId);
    if (undecided > 0) return refused({ code: 'applications-undecided', count: undecided });
    await settleClosed(tx, programmeId);
    await recordAct(tx, actor, 'programme.closed', { subject: 'programme', id: programmeId });
    return ok(null);
  });
}

/** Sent applications that nobody has decided; those that wait for the fund have been. */
async function undecidedOn(tx: Queryable, programmeId: string): Promise<number> {
  const [undecided] = await tx
    .select({ count: count() })
    .from(applications)
    .where(
      and(
        eq(applications.programmeId, programmeId),
        eq(applications.status, 'presentata'),
        ne(applications.phase, waitingPhase),
      ),
    );
  return undecided?.count ?? 0;
}
