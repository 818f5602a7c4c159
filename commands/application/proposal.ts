import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { isFirstDecider } from '../../db/queries/procedure';
import { proposals } from '../../db/schema/procedure';
import { openProposalRow, sealedProposal } from '../../db/sealing/columns';
import { mayHappen } from '../../domain/application/acts';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { approve, type Approval } from './approve';
import { holdSeen, type OnCase, type StaffCase } from './authorise';
import { recordEvent } from './case';
import { dropRequest } from './standstill';
import { tooLong } from './words';

type Proposal = ReturnType<typeof openProposalRow<typeof proposals.$inferSelect>>;

/** Puts an approval before a second person, in the caller's transaction. Refusals: `act-not-allowed`. */
export async function propose(
  tx: Queryable,
  actor: Actor,
  held: StaffCase,
  { decisionId: id, amountCents, proposedCents, evaluation, reason }: Approval,
): Promise<Outcome<null>> {
  const { application, userId: proposedBy } = held;
  if (!mayHappen(application, 'approval-proposed')) return refused({ code: 'act-not-allowed' });
  await tx.insert(proposals).values({
    id,
    applicationId: application.id,
    amountCents,
    proposedCents,
    evaluation: sealedProposal.evaluation.seal(id, evaluation),
    reason: sealedProposal.reason.seal(id, reason),
    proposedBy,
  });
  const goesOn = await dropRequest(tx, held);
  const event = { kind: 'approval-proposed' as const, proposalId: id, ...goesOn?.term };
  const changes = goesOn ? { decideBy: goesOn.decideBy } : {};
  const recorded = await recordEvent(tx, application, actor, event, changes);
  return recorded.ok ? ok(null) : recorded;
}

/**
 * A second person signs what the first has proposed: → approvata, or the waiting list, with the amount and the evaluation as proposed.
 *
 * Refusals: `not-found`, `changed-meanwhile`, `act-not-allowed` (nothing waits for a signature), `own-proposal`,
 * `first-decider`, `fund-exhausted`.
 */
export async function signProposal(
  db: Queryable,
  actor: Actor,
  input: OnCase,
): Promise<Outcome<{ decisionId: string; waits: boolean }>> {
  return transact(db, async (tx) => {
    const held = await holdSeen(tx, actor, 'application.countersign', input);
    if (!held.ok) return held;
    const { application, userId, now } = held.value;
    const proposal = await openProposal(tx, application.id);
    if (application.phase !== 'alla firma' || proposal === null) return refused({ code: 'act-not-allowed' });
    if (proposal.proposedBy === userId) return refused({ code: 'own-proposal' });
    if (await isFirstDecider(tx, application.id, userId)) return refused({ code: 'first-decider' });
    await tx.update(proposals).set({ signedBy: userId, signedAt: now }).where(eq(proposals.id, proposal.id));
    const { id: decisionId, amountCents, proposedCents, evaluation, reason } = proposal;
    const approval = { decisionId, amountCents, proposedCents, evaluation, reason };
    const approved = await approve(tx, actor, held.value, approval);
    return approved.ok ? ok({ decisionId, waits: approved.value.waits }) : approved;
  });
}

/**
 * A second person returns what the first has proposed, with the reason: the application is to be worked on again.
 *
 * Refusals: `not-found`, `changed-meanwhile`, `act-not-allowed`, `own-proposal`, `invalid` (no reason).
 */
export async function returnProposal(
  db: Queryable,
  actor: Actor,
  input: OnCase & { reason: string },
): Promise<Outcome<null>> {
  const returnReason = input.reason.trim();
  return transact(db, async (tx) => {
    const held = await holdSeen(tx, actor, 'application.countersign', input);
    if (!held.ok) return held;
    const { application, userId: returnedBy, now: returnedAt } = held.value;
    const proposal = await openProposal(tx, application.id);
    if (application.phase !== 'alla firma' || proposal === null) return refused({ code: 'act-not-allowed' });
    if (proposal.proposedBy === returnedBy) return refused({ code: 'own-proposal' });
    if (!returnReason) return refused(invalid('reason', 'required'));
    const long = tooLong(returnReason, 'reason');
    if (long) return refused(long);
    await tx
      .update(proposals)
      .set({
        returnedBy,
        returnedAt,
        returnReason: sealedProposal.returnReason.seal(proposal.id, returnReason),
      })
      .where(eq(proposals.id, proposal.id));
    const event = { kind: 'proposal-returned' as const, proposalId: proposal.id };
    const recorded = await recordEvent(tx, application, actor, event);
    return recorded.ok ? ok(null) : recorded;
  });
}

/** Nobody has to sign any more: the application has ended otherwise. */
export async function dropProposal(tx: Queryable, applicationId: string, droppedAt: Date): Promise<void> {
  await tx.update(proposals).set({ droppedAt }).where(isOpen(applicationId));
}

async function openProposal(tx: Queryable, applicationId: string): Promise<Proposal | null> {
  const [open] = await tx.select().from(proposals).where(isOpen(applicationId)).for('update');
  return open ? openProposalRow(open) : null;
}

const isOpen = (applicationId: string) =>
  and(
    eq(proposals.applicationId, applicationId),
    isNull(proposals.signedAt),
    isNull(proposals.returnedAt),
    isNull(proposals.droppedAt),
  );
