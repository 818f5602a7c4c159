import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachments } from '../../db/schema/attachments';
import { citizenRequests } from '../../db/schema/procedure';
import { sealedRequest } from '../../db/sealing/columns';
import { countsAsAttached } from '../../domain/attachment/status';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { system, type Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { holdApplication, recordEvent, type Case } from './case';
import { openRequest, type CitizenRequest } from './open-request';
import { endRequest } from './standstill';
import { tooLong } from './words';

interface Answer {
  applicationId: string;
  requestId: string;
  text: string;
}

/**
 * The citizen answers what they were asked, in words, with documents, or both. The office's term goes on.
 *
 * Refusals: `not-found`, `request-closed` (answered, or its term has passed), `invalid` (neither words nor a document).
 */
export async function answerRequest(db: Queryable, actor: Actor, input: Answer): Promise<Outcome<null>> {
  const text = input.text.trim() || null;
  return transact(db, async (tx) => {
    const held = await holdOpen(tx, actor, input);
    if (!held.ok) return held;
    const { request, application, rules, now } = held.value;
    if (text === null && !(await hasDocuments(tx, request.id)))
      return refused(invalid('text', 'answer-empty'));
    const long = tooLong(text, 'text');
    if (long) return refused(long);
    const { term, decideBy } = await endRequest(tx, { rules }, request, { answeredAt: now, answer: text });
    const event = { kind: 'citizen-answered' as const, requestId: request.id, ...term };
    const recorded = await recordEvent(tx, application, actor, event, { decideBy });
    return recorded.ok ? ok(null) : recorded;
  });
}

/** Keeps what the citizen has typed so far, to be sent later. Refusals: as of `answerRequest`. */
export async function draftAnswer(db: Queryable, actor: Actor, input: Answer): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdOpen(tx, actor, input);
    if (!held.ok) return held;
    const long = tooLong(input.text, 'text');
    if (long) return refused(long);
    await tx
      .update(citizenRequests)
      .set({ draft: sealedRequest.draft.seal(input.requestId, input.text || null) })
      .where(eq(citizenRequests.id, input.requestId));
    return ok(null);
  });
}

async function holdOpen(
  tx: Queryable,
  actor: Actor,
  { applicationId, requestId }: Answer,
): Promise<Outcome<Case & { request: CitizenRequest }>> {
  const held = await holdFor(tx, actor, 'application.answer', applicationId);
  if (!held.ok) return held;
  const request = await openRequest(tx, applicationId);
  if (request?.id !== requestId || request.answerBy <= held.value.now) {
    return refused({ code: 'request-closed' });
  }
  return ok({ ...held.value, request });
}

async function hasDocuments(tx: Queryable, requestId: string): Promise<boolean> {
  const attached = await tx
    .select({ status: attachments.status })
    .from(attachments)
    .where(eq(attachments.requestId, requestId));
  return attached.some(({ status }) => countsAsAttached(status));
}

/**
 * The workflow ends a request whose term has passed without an answer: the office goes on with what it has. On a request that
 * is over it changes nothing.
 *
 * Refusals: `not-found`; `act-not-allowed` where the term has not passed yet.
 */
export async function lapseRequest(db: Queryable, input: { requestId: string }): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const [known] = await tx
      .select({ applicationId: citizenRequests.applicationId })
      .from(citizenRequests)
      .where(eq(citizenRequests.id, input.requestId));
    const held = known && (await holdApplication(tx, known.applicationId));
    if (!held) return refused({ code: 'not-found' });
    const request = await openRequest(tx, held.application.id);
    if (request?.id !== input.requestId) return ok(null);
    if (request.answerBy > held.now) return refused({ code: 'act-not-allowed' });
    const { term, decideBy } = await endRequest(tx, held, request, { lapsedAt: held.now });
    const event = { kind: 'answer-lapsed' as const, requestId: request.id, ...term };
    const recorded = await recordEvent(tx, held.application, system, event, { decideBy });
    return recorded.ok ? ok(null) : recorded;
  });
}
