import type { Queryable } from '../../../db/client';
import { hashesOf } from '../../../db/hash-key';
import type { ApplicationForm } from '../../../domain/application/answers';
import { decisionTerms } from '../../../domain/programme/terms';
import { ok, refused } from '../../../domain/result';
import { removeUnfinished } from '../../attachment/remove';
import { papersOf } from '../../attachment/required';
import { recordInCall } from '../../call/record';
import { recordAcceptances } from '../../consent/accept';
import type { Outcome } from '../../transaction';
import { refusalOn } from '../authorise';
import { appendEvents, holdApplications, moveOf, type Case } from '../case';
import { claimHouseholds, householdsToClaim, type Claim } from '../household';
import { judgeSubmission, type SubmissionCall } from './judge';
import { earlierReceipt, registerAll, type Receipt } from './register';

/** An application that may be sent. */
interface Sent extends Case {
  call: SubmissionCall;
  form: ApplicationForm;
}

const permission = 'application.submit';

/**
 * Sends applications in one transaction, each application at most once, and answers the calls in their order. Nothing is
 * written for one that is refused, and what one is refused for touches no other.
 */
export async function submitAll(
  tx: Queryable,
  calls: readonly SubmissionCall[],
): Promise<Outcome<Receipt>[]> {
  const ids = calls.map(({ applicationId }) => applicationId);
  const [cases, papers, hashes] = await Promise.all([
    holdApplications(tx, ids),
    papersOf(tx, ids),
    hashesOf(tx),
  ]);
  const caseOf = new Map(cases.map((held) => [held.application.id, held]));

  const outcomes = new Map<string, Outcome<Receipt>>();
  const whole: Sent[] = [];
  for (const call of calls) {
    const id = call.applicationId;
    const held = caseOf.get(id) ?? null;
    const refusal = await refusalOn(tx, call.actor, permission, held);
    if (refusal || !held) {
      outcomes.set(id, refused(refusal ?? { code: 'not-found' }));
      continue;
    }
    const earlier = earlierReceipt(held.application);
    if (earlier) {
      await recordInCall(tx, call.actor, permission, held.application);
      outcomes.set(id, ok(earlier));
      continue;
    }
    const judged = judgeSubmission(held, papers.get(id)!, call);
    if (judged.ok) whole.push({ ...held, call, form: judged.value });
    else outcomes.set(id, judged);
  }
  const { forestalled, claims } = await householdsToClaim(tx, hashes, whole);
  for (const id of forestalled) outcomes.set(id, refused({ code: 'household-already-applied' }));

  const sent = whole.filter(({ application }) => !forestalled.has(application.id));
  if (sent.length > 0) {
    const receipts = await record(tx, sent, claims, papers);
    for (const [id, receipt] of receipts) outcomes.set(id, ok(receipt));
  }
  return ids.map((id) => outcomes.get(id)!);
}

/**
 * Writes what sending does to each application: the call's record, the claims of its household, its event with the terms
 * that begin, the consents, the entry in the register.
 */
async function record(
  tx: Queryable,
  sent: readonly Sent[],
  claims: readonly Claim[],
  papers: Awaited<ReturnType<typeof papersOf>>,
): Promise<Map<string, Receipt>> {
  for (const { application, call } of sent) {
    await recordInCall(tx, call.actor, permission, application);
    if (papers.get(application.id)?.attached.some(({ status }) => status === 'in arrivo') === true)
      await removeUnfinished(tx, application.id);
  }
  // All of a programme begin at one moment.
  const terms = new Map(sent.map(({ rules, now }) => [rules, decisionTerms(rules, now)]));
  const moved = sent.map(({ application, call, form, rules }) => {
    const event = terms.get(rules)!;
    const { actor, trace } = call;
    return { application, actor, event, trace, form, move: moveOf(application, event.kind) };
  });
  const acceptances = sent.map(({ application: { id, citizenId, channel }, call: { language = 'it' } }) => ({
    userId: citizenId,
    language,
    channel,
    applicationId: id,
  }));
  const entries = moved.map(({ application: { id }, form, move, event: { decideBy } }) => ({
    id,
    form,
    move,
    decideBy,
  }));
  const [, , , receipts] = await Promise.all([
    claimHouseholds(tx, claims),
    appendEvents(
      tx,
      moved.map((each) => ({ ...each, number: each.move.eventNumber })),
    ),
    recordAcceptances(tx, ['declarations'], acceptances),
    registerAll(tx, entries),
  ]);
  return receipts;
}
