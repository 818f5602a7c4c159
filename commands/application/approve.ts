import { sealedDecision } from '../../db/sealing/columns';
import type { Queryable } from '../../db/client';
import { decisions } from '../../db/schema/applications';
import type { Cents } from '../../domain/money';
import type { Evaluation } from '../../domain/programme/evaluation';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';
import type { StaffCase } from './authorise';
import { approveOrWait } from './fund';
import { dropRequest } from './standstill';

/** An approval as it was judged: what the decision's row will say. */
export interface Approval {
  decisionId: string;
  amountCents: Cents;
  /** What the rules proposed. */
  proposedCents: Cents;
  evaluation: Evaluation | null;
  /** Why the amount is another one than proposed. */
  reason: string | null;
}

/**
 * Approves, in the caller's transaction: the decision, the event, and the amount committed from the fund, or the place in
 * the waiting list. An answer of the citizen is no longer waited for. Refusals: those of `approveOrWait`.
 */
export async function approve(
  tx: Queryable,
  actor: Actor,
  held: StaffCase,
  approval: Approval,
): Promise<Outcome<{ waits: boolean }>> {
  const { application, userId: decidedBy } = held;
  const { decisionId, amountCents, proposedCents, evaluation, reason } = approval;
  await tx.insert(decisions).values({
    id: decisionId,
    proposedCents,
    evaluation: sealedDecision.evaluation.seal(decisionId, evaluation),
    reason: sealedDecision.reason.seal(decisionId, reason),
    applicationId: application.id,
    outcome: 'approvata',
    amountCents,
    decidedBy,
  });
  await dropRequest(tx, held);
  return approveOrWait(tx, held, actor, { decisionId, amountCents });
}
