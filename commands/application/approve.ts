import type { Queryable } from '../../db/client';
import { decisions } from '../../db/schema/applications';
import type { Cents } from '../../domain/money';
import type { Evaluation } from '../../domain/programme/evaluation';
import { ok } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';
import type { StaffCase } from './authorise';
import { recordEvent } from './case';
import { commit } from './fund';
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
 * Approves, in the caller's transaction: the decision, the event, and the amount committed from the fund. An answer of the
 * citizen is no longer waited for. Refusals: `act-not-allowed`, `fund-exhausted`.
 */
export async function approve(
  tx: Queryable,
  actor: Actor,
  held: StaffCase,
  approval: Approval,
): Promise<Outcome<null>> {
  const { application, userId: decidedBy } = held;
  const { decisionId, amountCents, ...judged } = approval;
  await tx.insert(decisions).values({
    ...judged,
    id: decisionId,
    applicationId: application.id,
    outcome: 'approvata',
    amountCents,
    decidedBy,
  });
  await dropRequest(tx, held);
  const recorded = await recordEvent(tx, application, actor, { kind: 'approved', decisionId, amountCents });
  if (!recorded.ok) return recorded;
  const committed = await commit(tx, application.programmeId, application.id, amountCents);
  return committed.ok ? ok(null) : committed;
}
