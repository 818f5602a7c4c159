import { isDeepStrictEqual } from 'node:util';
import type { Queryable } from '../../db/client';
import { thresholdsInForce } from '../../db/queries/control/thresholds';
import { controlThresholds } from '../../db/schema/control';
import { judgeThresholds, type ThresholdName } from '../../domain/control/thresholds';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { reasonOf } from '../reason';
import { transact, type Outcome } from '../transaction';

/**
 * Sets from what figures on signals are raised, from now on and for all that was spent before. The same figures again
 * are no change.
 *
 * @param input.changeId chosen by the form: posted twice, it is one change
 * @param input.values cents, seconds, hundredths or times; null where nothing that can be read was typed
 *
 * Refusals: `forbidden`; `invalid` at each threshold out of its bounds, and at `reason`.
 */
export function setThresholds(
  db: Queryable,
  actor: Actor,
  input: { changeId: string; values: Record<ThresholdName, number | null>; reason: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'control.tune', false)) return refused({ code: 'forbidden' });
    const values = judgeThresholds(input.values);
    if (!values.ok) return values;
    if (isDeepStrictEqual(values.value, await thresholdsInForce(tx))) return ok(null);
    const reason = reasonOf(input.reason);
    if (!reason.ok) return reason;
    await tx
      .insert(controlThresholds)
      .values({ id: input.changeId, values: values.value, reason: reason.value, setBy: actor.id })
      .onConflictDoNothing();
    return ok(null);
  });
}
