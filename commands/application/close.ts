import type { Queryable } from '../../db/client';
import type { Permission } from '../../domain/permissions';
import { ok } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { removeAll } from '../attachment/remove';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { recordEvent } from './case';
import { releaseHousehold } from './household';
import { dropProposal } from './proposal';
import { dropRequest } from './standstill';

/** Ways an application ends without a decision: the citizen withdraws it after sending, or a draft is discarded. */
const closings = {
  withdrawn: 'application.withdraw',
  discarded: 'application.discard',
} as const satisfies Record<string, Permission>;

/**
 * Closes an application: → annullata. Closing it again changes nothing.
 *
 * Refusals: `not-found`, `act-not-allowed` (already decided, or not in the state that this way closes).
 */
export async function closeApplication(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; as: keyof typeof closings },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, closings[input.as], input.applicationId);
    if (!held.ok) return held;
    if (held.value.application.status === 'annullata') return ok(null);
    if (input.as === 'discarded') await removeAll(tx, input.applicationId);
    await dropRequest(tx, held.value);
    await dropProposal(tx, input.applicationId, held.value.now);
    await releaseHousehold(tx, input.applicationId);
    const recorded = await recordEvent(tx, held.value.application, actor, { kind: input.as });
    return recorded.ok ? ok(null) : recorded;
  });
}
