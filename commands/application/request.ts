import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { citizenRequests } from '../../db/schema/procedure';
import { sealedRequest } from '../../db/sealing/columns';
import { mayHappen } from '../../domain/application/acts';
import { askedTerms, decideByWhileAsked, type RequestKind } from '../../domain/application/clock';
import { readReasons, rejectionReasons, type RejectionReason } from '../../domain/application/reasons';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdSeen, type OnCase, type StaffCase } from './authorise';
import { recordEvent } from './case';
import { requestsUnderWay } from './standstill';
import { tooLong } from './words';

/**
 * Asks the citizen for what is missing (integrazione). The office's term stands still until the answer, the first time
 * only (L. 241/1990 art. 2 c. 7).
 *
 * Refusals: `not-found`, `changed-meanwhile`, `act-not-allowed` (decided, or already waiting), `invalid` (no text).
 */
export async function requestClarification(
  db: Queryable,
  actor: Actor,
  input: OnCase & { text: string },
): Promise<Outcome<{ requestId: string }>> {
  const text = input.text.trim();
  return transact(db, async (tx) => {
    const held = await holdSeen(tx, actor, 'application.ask', input);
    if (!held.ok) return held;
    if (!text) return refused(invalid('text', 'request-empty'));
    return ask(tx, actor, held.value, { kind: 'integrazione', text, reasonCodes: [] });
  });
}

/**
 * Tells the citizen why the answer will be no, before it is (preavviso di rigetto, L. 241/1990 art. 10-bis): they have
 * their term for observations, during which the office's stands still.
 *
 * Refusals: as of `requestClarification`; `invalid` where no reason is chosen, or "altro" says nothing.
 */
export async function announceRejection(
  db: Queryable,
  actor: Actor,
  input: OnCase & { reasonCodes: readonly string[]; text: string | null },
): Promise<Outcome<{ requestId: string }>> {
  const text = input.text?.trim() || null;
  return transact(db, async (tx) => {
    const held = await holdSeen(tx, actor, 'application.ask', input);
    if (!held.ok) return held;
    const read = readReasons(rejectionReasons, input.reasonCodes, text);
    if ('fault' in read)
      return refused(invalid(read.fault, read.fault === 'reason' ? 'required' : 'choose-reason'));
    return ask(tx, actor, held.value, { kind: 'preavviso', text, reasonCodes: read.codes });
  });
}

const eventOn = { integrazione: 'clarification-requested', preavviso: 'rejection-announced' } as const;

async function ask(
  tx: Queryable,
  actor: Actor,
  { application, rules, now, userId }: StaffCase,
  wanted: { kind: RequestKind; text: string | null; reasonCodes: RejectionReason[] },
): Promise<Outcome<{ requestId: string }>> {
  const { kind, text } = wanted;
  const event = eventOn[kind];
  if (!mayHappen(application, event)) return refused({ code: 'act-not-allowed' });
  const long = tooLong(text, kind === 'preavviso' ? 'reason' : 'text');
  if (long) return refused(long);
  if (application.decideBy === null) throw new Error('a presented application has its term');
  const earlier = await requestsUnderWay(tx, application.id);
  const stoodStill = earlier.some((each) => each.kind === 'integrazione' && each.suspends);
  const { answerBy, remindAt, suspends } = askedTerms(rules, kind, now, stoodStill);
  const asked = { kind, askedAt: now, answerBy, suspends, decideBy: application.decideBy };
  const requestId = newId();
  await tx.insert(citizenRequests).values({
    ...wanted,
    ...asked,
    id: requestId,
    applicationId: application.id,
    text: sealedRequest.text.seal(requestId, text),
    askedBy: userId,
  });
  const recorded = await recordEvent(
    tx,
    application,
    actor,
    {
      kind: event,
      requestId,
      answerBy: answerBy.toISOString(),
      remindAt: remindAt.toISOString(),
      suspends,
    },
    { decideBy: decideByWhileAsked(asked) },
  );
  return recorded.ok ? ok({ requestId }) : recorded;
}
