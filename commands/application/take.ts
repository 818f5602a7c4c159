import type { Queryable } from '../../db/client';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { askOnce } from '../inquiry/ask';
import { transact, type Outcome } from '../transaction';
import { holdFor, holdSeen, type OnCase } from './authorise';
import { recordEvent } from './case';

/**
 * An operator takes an application in charge, or takes it over from a colleague. Taking one's own changes nothing. With
 * the first one the registers are asked about the household; nobody waits for their answer.
 *
 * Refusals: `not-found`, `act-not-allowed` (not presentata).
 */
export async function takeInCharge(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.take', input.applicationId);
    if (!held.ok) return held;
    if (actor.kind !== 'user') return refused({ code: 'forbidden' });
    if (held.value.application.operatorId === actor.id) return ok(null);
    const recorded = await recordEvent(
      tx,
      held.value.application,
      actor,
      { kind: 'taken-in-charge', operatorId: actor.id },
      { operatorId: actor.id },
    );
    if (!recorded.ok) return recorded;
    await askOnce(tx, input.applicationId, actor.id);
    return ok(null);
  });
}

/**
 * An operator puts an application back among those nobody has begun, for a colleague to take.
 *
 * Refusals: `not-found`, `changed-meanwhile`, `act-not-allowed` (not being worked on).
 */
export async function putBack(db: Queryable, actor: Actor, input: OnCase): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdSeen(tx, actor, 'application.take', input);
    if (!held.ok) return held;
    const { application } = held.value;
    const recorded = await recordEvent(tx, application, actor, { kind: 'put-back' }, { operatorId: null });
    return recorded.ok ? ok(null) : recorded;
  });
}
