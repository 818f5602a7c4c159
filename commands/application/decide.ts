import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { decisions } from '../../db/schema/applications';
import type { Cents } from '../../domain/money';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { recordEvent } from './case';
import { evaluationOf } from './evaluate';
import { approveOrWait } from './fund';
import { releaseHousehold } from './household';

export type Decision =
  | { outcome: 'approvata'; amountCents: Cents; reason: string | null }
  | { outcome: 'respinta'; reason: string };

/**
 * Decides an application: presentata → approvata, with the amount committed from the fund in the same transaction,
 * or → respinta. Where the fund does not reach, the programme's rule may have it wait (`approveOrWait`). The voucher and its SMS follow in the workflow, so that an approval never waits for them.
 *
 * Refusals: `not-found`; `act-not-allowed` (already decided, perhaps by a colleague meanwhile); `fund-exhausted`;
 * `invalid` (no amount, or no reason where one is owed).
 */
export async function decideApplication(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; decision: Decision },
): Promise<Outcome<{ decisionId: string }>> {
  const { decision } = input;
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.decide', input.applicationId);
    if (!held.ok) return held;
    if (actor.kind !== 'user') return refused({ code: 'forbidden' });
    const { application } = held.value;
    if (application.status !== 'presentata') return refused({ code: 'act-not-allowed' });
    const evaluation = await evaluationOf(tx, held.value);
    const proposedCents = evaluation?.amountCents ?? 0;
    const refusal = refusalOf(decision, proposedCents);
    if (refusal) return refused(refusal);

    const decisionId = newId();
    await tx.insert(decisions).values({
      id: decisionId,
      applicationId: application.id,
      outcome: decision.outcome,
      amountCents: decision.outcome === 'approvata' ? decision.amountCents : null,
      proposedCents,
      evaluation,
      reason: decision.reason?.trim() || null,
      decidedBy: actor.id,
    });
    if (decision.outcome === 'respinta') {
      await releaseHousehold(tx, application.id);
      const recorded = await recordEvent(tx, application, actor, { kind: 'rejected', decisionId });
      return recorded.ok ? ok({ decisionId }) : recorded;
    }
    const { amountCents } = decision;
    const approved = await approveOrWait(tx, held.value, actor, { decisionId, amountCents });
    return approved.ok ? ok({ decisionId }) : approved;
  });
}

function refusalOf(decision: Decision, proposedCents: Cents) {
  const reasoned = Boolean(decision.reason?.trim());
  switch (decision.outcome) {
    case 'respinta':
      return reasoned ? null : invalid('reason', 'required');
    case 'approvata':
      if (!Number.isSafeInteger(decision.amountCents) || decision.amountCents <= 0) {
        return invalid('amountCents', 'money');
      }
      return decision.amountCents === proposedCents || reasoned
        ? null
        : invalid('reason', 'departs-from-proposal');
  }
}
