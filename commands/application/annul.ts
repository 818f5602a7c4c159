import { sealedAnnulment } from '../../db/sealing/columns';
import type { Queryable } from '../../db/client';
import { annulments } from '../../db/schema/procedure';
import { mayHappen } from '../../domain/application/acts';
import { annulmentReasons, readReasons } from '../../domain/application/reasons';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdSeen, type OnCase } from './authorise';
import { recordEvent } from './case';
import { releaseHousehold } from './household';
import { dropProposal } from './proposal';
import { dropRequest } from './standstill';
import { tooLong } from './words';

/**
 * The office ends an application without a decision on the merits: presentata → annullata. The household may apply again.
 *
 * Refusals: `not-found`, `changed-meanwhile`, `act-not-allowed` (decided or closed), `invalid` (no reason chosen, or
 * "altro" says nothing).
 */
export async function annulApplication(
  db: Queryable,
  actor: Actor,
  input: OnCase & { reasonCodes: readonly string[]; reason: string | null },
): Promise<Outcome<null>> {
  const reason = input.reason?.trim() || null;
  return transact(db, async (tx) => {
    const held = await holdSeen(tx, actor, 'application.annul', input);
    if (!held.ok) return held;
    const { application, userId, now } = held.value;
    if (!mayHappen(application, 'annulled')) return refused({ code: 'act-not-allowed' });
    const read = readReasons(annulmentReasons, input.reasonCodes, reason);
    if ('fault' in read)
      return refused(invalid(read.fault, read.fault === 'reason' ? 'required' : 'choose-reason'));
    const long = tooLong(reason, 'reason');
    if (long) return refused(long);
    await tx.insert(annulments).values({
      applicationId: application.id,
      reasonCodes: read.codes,
      reason: sealedAnnulment.seal(application.id, reason),
      annulledBy: userId,
    });
    await dropRequest(tx, held.value);
    await dropProposal(tx, application.id, now);
    await releaseHousehold(tx, application.id);
    const recorded = await recordEvent(tx, application, actor, { kind: 'annulled' });
    return recorded.ok ? ok(null) : recorded;
  });
}
