import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { checkOf } from '../../db/queries/control/checks';
import { benefitOf, recoveryStepsOf } from '../../db/queries/control/recoveries';
import { declarationChecks, recoverySteps } from '../../db/schema/control';
import { sealedRecoveryNote } from '../../db/sealing/columns';
import { civilDate, isCivilDate } from '../../domain/calendar';
import { isRecoverable, nextRecoveryStates, recoveryStates } from '../../domain/control/recovery';
import { invalid, type Refusal } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { holdFor } from '../application/authorise';
import { reasonOf } from '../reason';
import { transact, type Outcome } from '../transaction';

/**
 * Takes the recovery of what was spent of a voucher a step further; its first step, `da richiedere`, opens it. What is owed
 * is what the ledger says was spent and not taken back, each time anew: nobody types it.
 *
 * @param input.seen the number of the last step the page showed, 0 before the first: posted twice, it is one step
 * @param input.day the civil day it happened, `YYYY-MM-DD`
 *
 * Refusals: `not-found` (no sample has drawn the application); `forbidden`; `act-not-allowed` (nothing differs or the
 * control is open, the benefit has not ended, nothing was spent, or the state may not follow); `changed-meanwhile`;
 * `invalid` at `state`, `day` or `note`.
 */
export async function stepRecovery(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; seen: number; state: string; day: string; note: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const { applicationId, seen } = input;
    const held = await holdFor(tx, actor, 'control.recover', applicationId);
    if (!held.ok) return held;
    if (actor.kind !== 'user') return refused({ code: 'forbidden' });
    await tx
      .select({ id: declarationChecks.applicationId })
      .from(declarationChecks)
      .where(eq(declarationChecks.applicationId, applicationId))
      .for('update');
    const steps = await recoveryStepsOf(tx, applicationId);
    const state = recoveryStates.find((each) => each === input.state);
    if (!state) return refused(invalid('state', 'choice'));
    if (steps.some((step) => step.number === seen + 1 && step.state === state)) return ok(null);
    if (seen !== steps.length) return refused({ code: 'changed-meanwhile', seen });
    const inTheWay = await obstacle(tx, applicationId, steps.length > 0);
    if (inTheWay) return refused(inTheWay);
    if (!nextRecoveryStates(steps.at(-1)?.state ?? null).includes(state)) {
      return refused({ code: 'act-not-allowed' });
    }
    if (!isCivilDate(input.day)) return refused(invalid('day', 'date'));
    if (input.day > civilDate(held.value.now)) return refused(invalid('day', 'date-future'));
    const note = reasonOf(input.note, 'note');
    if (!note.ok) return note;
    const number = seen + 1;
    const { spentCents: amountCents } = await benefitOf(tx, applicationId);
    await tx.insert(recoverySteps).values({
      applicationId,
      number,
      state,
      day: input.day,
      amountCents,
      note: sealedRecoveryNote.seal(`${applicationId}/${number}`, note.value),
      recordedBy: actor.id,
    });
    return ok(null);
  });
}

/** Why nothing can be asked back; null where it can. What was begun goes on, even where all was taken back meanwhile. */
async function obstacle(tx: Queryable, applicationId: string, begun: boolean): Promise<Refusal | null> {
  const check = await checkOf(tx, applicationId);
  if (!check) return { code: 'not-found' };
  const differs = check.outcomes.some(({ outcome }) => outcome === 'difforme');
  const owed = begun || isRecoverable(await benefitOf(tx, applicationId));
  return check.closedAt !== null && differs && owed ? null : { code: 'act-not-allowed' };
}
