import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { decisions, registrations } from '../../db/schema/applications';
import { accounts } from '../../db/schema/ledger';
import { declaredFacts } from '../../domain/application/facts';
import { civilDate } from '../../domain/calendar';
import type { Cents } from '../../domain/money';
import { evaluate, type Evaluation } from '../../domain/programme/evaluation';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { accountOf, move } from '../ledger';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { recordEvent, type Case } from './case';
import { releaseHousehold } from './household';

export type Decision =
  | { outcome: 'approvata'; amountCents: Cents; reason: string | null }
  | { outcome: 'respinta'; reason: string };

/**
 * Decides an application: presentata → approvata, with the amount committed from the fund in the same transaction,
 * or → respinta. The voucher and its SMS follow in the workflow, so that an approval never waits for them.
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
    const recorded = await recordEvent(tx, application, actor, { kind: 'approved', decisionId, amountCents });
    if (!recorded.ok) return recorded;
    const committed = await commit(tx, application.programmeId, application.id, amountCents);
    return committed.ok ? ok({ decisionId }) : committed;
  });
}

/**
 * The rules' word on an application, judged as things stood on the day it was registered: a birthday between then and
 * the decision changes nothing.
 */
async function evaluationOf(tx: Queryable, { application, rules, now }: Case): Promise<Evaluation | null> {
  if (!application.form) return null;
  const [entry] = await tx
    .select({ at: registrations.registeredAt })
    .from(registrations)
    .where(eq(registrations.applicationId, application.id));
  return evaluate(rules, declaredFacts(application.form, civilDate(entry?.at ?? now)));
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

/** Commits the amount: it leaves the fund for the account of the voucher to come. Last, since the fund is everybody's. */
async function commit(
  tx: Queryable,
  programmeId: string,
  applicationId: string,
  amountCents: Cents,
): Promise<Outcome<null>> {
  const fundId = await accountOf(tx, 'fund', programmeId);
  const [fund] = await tx
    .select({ balanceCents: accounts.balanceCents })
    .from(accounts)
    .where(eq(accounts.id, fundId))
    .for('update');
  const availableCents = fund?.balanceCents ?? 0;
  if (availableCents < amountCents) return refused({ code: 'fund-exhausted', availableCents });
  await move(tx, {
    kind: 'issue',
    from: programmeId,
    to: applicationId,
    amountCents,
    businessKey: `issue:${applicationId}`,
  });
  return ok(null);
}
