import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { isFirstDecider } from '../../db/queries/procedure';
import { decisions } from '../../db/schema/applications';
import { sealedDecision } from '../../db/sealing/columns';
import { mayHappen } from '../../domain/application/acts';
import { readReasons, rejectionReasons } from '../../domain/application/reasons';
import { waitingPhase } from '../../domain/application/phase';
import type { Cents } from '../../domain/money';
import { reviewTerms } from '../../domain/programme/terms';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { approve, type Approval } from './approve';
import { holdSeen, type OnCase, type StaffCase } from './authorise';
import { recordEvent } from './case';
import { evaluationOf } from './evaluate';
import { releaseHousehold } from './household';
import { propose } from './proposal';
import { noticeGiven } from './standstill';
import { tooLong } from './words';

type Approving = { outcome: 'approvata'; amountCents: Cents; reason: string | null };
type Rejecting = {
  outcome: 'respinta';
  /** Codes of `rejectionReasons`; "altro" where only words are given. */
  reasonCodes?: readonly string[];
  reason: string | null;
};

export type Decision = Approving | Rejecting;

export interface Decided {
  /** Of a proposal: the decision it becomes once it is signed. */
  decisionId: string;
  outcome: 'approvata' | 'respinta' | 'alla firma' | "in lista d'attesa";
}

/**
 * Decides an application: presentata → approvata, with the amount committed from the fund in the same transaction,
 * or → respinta. Above the programme's threshold an approval waits for a second signature; where the fund does not reach,
 * the programme's rule may have it wait for money (`approveOrWait`). The voucher and its SMS follow in the workflow, so that
 * an approval never waits for them.
 *
 * Refusals: `not-found`; `changed-meanwhile`; `act-not-allowed` (already decided, or something is awaited);
 * `first-decider` (a review is decided by another person); `notice-owed` (no rejection before its notice);
 * `fund-exhausted`; `invalid` (no amount, or no reason where one is owed).
 */
export async function decideApplication(
  db: Queryable,
  actor: Actor,
  input: OnCase & { decision: Decision },
): Promise<Outcome<Decided>> {
  const { decision } = input;
  return transact(db, async (tx) => {
    const held = await holdSeen(tx, actor, 'application.decide', input);
    if (!held.ok) return held;
    const { application, userId } = held.value;
    const event = decision.outcome === 'approvata' ? 'approved' : 'rejected';
    // What waits for a signature is signed or returned first.
    if (!mayHappen(application, event) || application.phase === 'alla firma') {
      return refused({ code: 'act-not-allowed' });
    }
    if (await isFirstDecider(tx, application.id, userId)) return refused({ code: 'first-decider' });
    const long = tooLong(decision.reason, 'reason');
    if (long) return refused(long);
    return decision.outcome === 'approvata'
      ? approving(tx, actor, held.value, decision)
      : rejecting(tx, actor, held.value, decision);
  });
}

async function approving(
  tx: Queryable,
  actor: Actor,
  held: StaffCase,
  { amountCents, reason }: Approving,
): Promise<Outcome<Decided>> {
  if (!Number.isSafeInteger(amountCents) || amountCents <= 0) return refused(invalid('amountCents', 'money'));
  const evaluation = await evaluationOf(tx, held);
  const proposedCents = evaluation?.amountCents ?? 0;
  const words = reason?.trim() || null;
  if (amountCents !== proposedCents && words === null) {
    return refused(invalid('reason', 'departs-from-proposal'));
  }
  const approval: Approval = { decisionId: newId(), amountCents, proposedCents, evaluation, reason: words };
  const { decisionId } = approval;
  if (amountCents > (held.rules.countersignAboveCents ?? Infinity)) {
    const proposed = await propose(tx, actor, held, approval);
    return proposed.ok ? ok({ decisionId, outcome: 'alla firma' }) : proposed;
  }
  const approved = await approve(tx, actor, held, approval);
  if (!approved.ok) return approved;
  return ok({ decisionId, outcome: approved.value.waits ? waitingPhase : 'approvata' });
}

async function rejecting(
  tx: Queryable,
  actor: Actor,
  held: StaffCase,
  decision: Rejecting,
): Promise<Outcome<Decided>> {
  const { application, rules, now, userId } = held;
  const reason = decision.reason?.trim() || null;
  const read = readReasons(rejectionReasons, decision.reasonCodes ?? ['altro'], reason);
  if ('fault' in read)
    return refused(invalid(read.fault, read.fault === 'reason' ? 'required' : 'choose-reason'));
  if (rules.rejectionNotice && !(await noticeGiven(tx, application.id)))
    return refused({ code: 'notice-owed' });
  const evaluation = await evaluationOf(tx, held);
  const decisionId = newId();
  const { reviewUntil } = reviewTerms(rules, now);
  await tx.insert(decisions).values({
    id: decisionId,
    applicationId: application.id,
    outcome: 'respinta',
    proposedCents: evaluation?.amountCents ?? 0,
    evaluation: sealedDecision.evaluation.seal(decisionId, evaluation),
    reasonCodes: read.codes,
    reason: sealedDecision.reason.seal(decisionId, reason),
    reviewUntil: reviewUntil === undefined ? null : new Date(reviewUntil),
    decidedBy: userId,
  });
  await releaseHousehold(tx, application.id);
  const event = { kind: 'rejected' as const, decisionId, ...(reviewUntil && { reviewUntil }) };
  const recorded = await recordEvent(tx, application, actor, event);
  return recorded.ok ? ok({ decisionId, outcome: 'respinta' }) : recorded;
}
