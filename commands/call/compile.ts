import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import { knownAnswers } from '../../domain/application/prefill';
import { calledName } from '../../domain/person-name';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Application } from '../application/case';
import { openDraft } from '../application/open';
import { postMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import { holdCall, type HeldCall } from './hold';
import { recordCallAct } from './record';

/**
 * Opens an application for the person on the telephone, in this call; they are told by mail, and can take it over. One
 * that the contact centre began in an earlier call is gone on with. What the citizen began is theirs alone.
 *
 * Refusals: those of `holdCall` and `openDraft`; `act-not-allowed` (the PIN is not verified), `in-other-hands`.
 */
export async function openInCall(
  db: Queryable,
  actor: Actor,
  input: { callId: string; programmeSlug: string },
): Promise<Outcome<{ applicationId: string }>> {
  return transact(db, async (tx) => {
    const held = await holdCall(tx, actor, input.callId);
    if (!held.ok) return held;
    const { citizen, state } = held.value;
    if (state !== 'open') return refused({ code: 'act-not-allowed' });
    const opened = await openDraft(tx, actor, input.programmeSlug, {
      citizenId: citizen.id,
      channel: 'contact-center',
      openedLevel: 'simplified',
      answers: knownAnswers(citizen, null),
      prefilledFrom: null,
      callId: input.callId,
    });
    if (!opened.ok) return opened;
    const { application, programme, isNew } = opened.value;
    if (!isNew) return resume(tx, held.value, application);
    await recordCallAct(tx, input.callId, 'opened', application.id);
    await postMessage(tx, {
      kind: 'filing-begun',
      recipient: citizen.email,
      params: {
        givenName: calledName(citizen.givenName, citizen.familyName),
        programme,
        applicationId: application.id,
        by: 'Il nostro contact center',
      },
      businessKey: `filing-begun:${application.id}`,
    });
    return ok({ applicationId: application.id });
  });
}

/** Goes on with a draft of an earlier call: from now on it belongs to this one. */
async function resume(
  tx: Queryable,
  { call }: HeldCall,
  { id, channel, callId }: Application,
): Promise<Outcome<{ applicationId: string }>> {
  const [draft] = await tx.select().from(applications).where(eq(applications.id, id)).for('update');
  const byPhone = channel === 'contact-center' && draft?.takenOverAt === null && draft.status === 'bozza';
  if (!byPhone) return refused({ code: 'in-other-hands' });
  if (callId !== call.id) {
    await tx.update(applications).set({ callId: call.id }).where(eq(applications.id, id));
    await recordCallAct(tx, call.id, 'resumed', id);
  }
  return ok({ applicationId: id });
}
