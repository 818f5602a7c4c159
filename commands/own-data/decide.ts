import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { legalHolds } from '../../db/schema/own-data';
import { sealedOwnData } from '../../db/sealing/columns';
import { ownDataOutcomes } from '../../domain/own-data/request';
import { answerTerms, extension } from '../../domain/own-data/terms';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { reasonOf } from '../reason';
import { transact, type Outcome } from '../transaction';
import { holdForDecision, recordOwnDataEvent } from './case';

interface OnRequest {
  requestId: string;
  /** Number of the last event on the page the act was done on. */
  seen?: number;
  reason: string;
}

/**
 * Answers a request with the reasons. What is granted of an erasure is then carried out by its workflow. Deciding again
 * changes nothing.
 *
 * Refusals: `not-found`, `changed-meanwhile`, `invalid` at `outcome` or `reason`, `legal-hold` (the data is needed for a
 * claim), `act-not-allowed` (a copy is not decided).
 */
export async function decideOwnData(
  db: Queryable,
  actor: Actor,
  input: OnRequest & { outcome: string },
): Promise<Outcome<null>> {
  const outcome = ownDataOutcomes.find((each) => each === input.outcome);
  if (outcome === undefined) return refused(invalid('outcome', 'choice'));
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  return transact(db, async (tx) => {
    const held = await holdForDecision(tx, actor, input);
    if (!held.ok) return held;
    const { kind, citizenId, userId, now } = held.value;
    if (kind === 'erasure' && outcome === 'accolta' && (await isHeld(tx, citizenId)))
      return refused({ code: 'legal-hold' });
    return recordOwnDataEvent(
      tx,
      held.value,
      actor,
      { kind: 'decided', outcome },
      {
        outcome,
        reason: sealedOwnData.reason.seal(input.requestId, reason.value),
        decidedBy: userId,
        decidedAt: now,
      },
    );
  });
}

/**
 * Lengthens the term by two months, once, while it still runs; the person is told why.
 *
 * Refusals: `not-found`, `changed-meanwhile`, `invalid` at `reason`, `act-not-allowed` (lengthened before, or too late).
 */
export async function extendAnswer(db: Queryable, actor: Actor, input: OnRequest): Promise<Outcome<null>> {
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  return transact(db, async (tx) => {
    const held = await holdForDecision(tx, actor, input);
    if (!held.ok) return held;
    const { answerBy, extensionReason, now } = held.value;
    if (extensionReason !== null || answerBy <= now) return refused({ code: 'act-not-allowed' });
    const terms = answerTerms(answerBy, extension);
    return recordOwnDataEvent(
      tx,
      held.value,
      actor,
      { kind: 'extended', ...terms },
      {
        answerBy: new Date(terms.answerBy),
        extensionReason: sealedOwnData.extensionReason.seal(input.requestId, reason.value),
      },
    );
  });
}

/**
 * Keeps a person's data from being erased while somebody needs it for a claim (GDPR art. 17 c. 3 lett. e), or lets it go.
 * Keeping what is kept, or letting go what is not, changes nothing.
 *
 * @param input.holdId chosen by the form
 *
 * Refusals: `not-found`, `invalid` at `reason`.
 */
export async function setLegalHold(
  db: Queryable,
  actor: Actor,
  input: { requestId: string; holdId: string; reason: string } | { requestId: string; lift: true },
): Promise<Outcome<null>> {
  const reason = 'lift' in input ? ok('') : reasonOf(input.reason);
  if (!reason.ok) return reason;
  return transact(db, async (tx) => {
    const held = await holdForDecision(tx, actor, { requestId: input.requestId });
    if (!held.ok) return held;
    const { citizenId, userId, now } = held.value;
    if ('lift' in input) {
      await tx.update(legalHolds).set({ liftedBy: userId, liftedAt: now }).where(inForce(citizenId));
    } else {
      await tx
        .insert(legalHolds)
        .values({ id: input.holdId, citizenId, reason: reason.value, setBy: userId })
        .onConflictDoNothing();
    }
    return ok(null);
  });
}

const inForce = (citizenId: string) => and(eq(legalHolds.citizenId, citizenId), isNull(legalHolds.liftedAt));

/** Whether a person's data has to stay for a claim. */
export async function isHeld(tx: Queryable, citizenId: string): Promise<boolean> {
  const found = await tx.select({ id: legalHolds.id }).from(legalHolds).where(inForce(citizenId));
  return found.length > 0;
}
