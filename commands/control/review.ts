import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { signalOf } from '../../db/queries/control/reviews';
import { controlReviews } from '../../db/schema/control';
import { findings, type Finding } from '../../domain/control/signals';
import { may } from '../../domain/permissions';
import type { FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';

const longestNote = 2_000;

/**
 * Records what the office found when it looked into a signal, with the figures as they are now. It changes nothing else:
 * what follows (a call, a suspension, a revocation) is an act of its own.
 *
 * @param input.reviewId chosen by the form: posted twice, it is one review
 *
 * Refusals: `forbidden`; `not-found` (no such signal with the thresholds in force); `invalid` at `finding` or `note`.
 */
export function reviewSignal(
  db: Queryable,
  actor: Actor,
  input: { reviewId: string; key: string; finding: string; note: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'control.read', false)) return refused({ code: 'forbidden' });
    const [before] = await tx
      .select({ id: controlReviews.id })
      .from(controlReviews)
      .where(eq(controlReviews.id, input.reviewId));
    if (before) return ok(null);
    const finding = findings.find((each): each is Finding => each === input.finding);
    const note = input.note.trim();
    const faults: FieldFault[] = [];
    if (finding === undefined) faults.push({ field: 'finding', code: 'choice' });
    if (note === '') faults.push({ field: 'note', code: 'required' });
    if (note.length > longestNote) faults.push({ field: 'note', code: 'too-long' });
    if (finding === undefined || faults.length > 0) return refused({ code: 'invalid', faults });
    const signal = await signalOf(tx, input.key);
    if (signal === null) return refused({ code: 'not-found' });
    const { count, vouchers, amountCents, merchantId } = signal;
    await tx
      .insert(controlReviews)
      .values({
        id: input.reviewId,
        signal: signal.key,
        merchantId,
        finding,
        note,
        seen: { count, vouchers, amountCents },
        reviewedBy: actor.id,
      })
      .onConflictDoNothing();
    return ok(null);
  });
}
