import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { applications } from '../../db/schema/applications';
import { mandates } from '../../db/schema/filed-for';
import { users } from '../../db/schema/people';
import { ticked } from '../../domain/application/answers';
import { identityAnswers } from '../../domain/application/applicant';
import { civilDate } from '../../domain/calendar';
import { mandateState } from '../../domain/mandate/mandate';
import { calledName } from '../../domain/person-name';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Application } from '../application/case';
import { openDraft } from '../application/open';
import { postMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import { organisationOf } from './record';

/**
 * Opens an application by a mandate that is valid today, for its citizen, who is told by mail. Of what the account knows
 * only the person's name is filled in: where they live and how they are reached they say to the intermediary themselves.
 * Opened again, also by another mandate to the same organisation, it is gone on with.
 *
 * Refusals: `not-found`, `mandate-ended` (or not begun), those of `openDraft`, `in-other-hands`.
 */
export async function openByMandate(
  db: Queryable,
  actor: Actor,
  input: { mandateId: string; programmeSlug: string },
): Promise<Outcome<{ applicationId: string }>> {
  const organisation = await organisationOf(db, actor);
  if (!organisation) return refused({ code: 'not-found' });
  return transact(db, async (tx) => {
    const [held] = await tx
      .select({ mandate: mandates, citizen: users })
      .from(mandates)
      .innerJoin(users, eq(users.id, mandates.citizenId))
      .where(and(eq(mandates.id, input.mandateId), eq(mandates.organisationId, organisation.id)))
      .for('update', { of: mandates });
    if (!held) return refused({ code: 'not-found' });
    const { mandate, citizen } = held;
    if (mandateState(mandate, civilDate(await databaseNow(tx))) !== 'valid') {
      return refused({ code: 'mandate-ended' });
    }
    const opened = await openDraft(tx, actor, input.programmeSlug, {
      citizenId: citizen.id,
      channel: 'intermediario',
      openedLevel: 'full',
      answers: {
        ...identityAnswers(citizen),
        'applicant.role': 'organisation',
        'applicant.organisation': organisation.name,
        'applicant.mandate': ticked,
      },
      prefilledFrom: null,
      mandateId: mandate.id,
    });
    if (!opened.ok) return opened;
    const { application, programme, isNew } = opened.value;
    if (!isNew) return resume(tx, mandate, application);
    await postMessage(tx, {
      kind: 'filing-begun',
      recipient: citizen.email,
      params: {
        givenName: calledName(citizen.givenName, citizen.familyName),
        programme,
        applicationId: application.id,
        by: organisation.name,
      },
      businessKey: `filing-begun:${application.id}`,
    });
    return ok({ applicationId: application.id });
  });
}

/** Goes on with a draft of an earlier mandate: from now on it is compiled by this one. */
async function resume(
  tx: Queryable,
  mandate: typeof mandates.$inferSelect,
  { id }: Application,
): Promise<Outcome<{ applicationId: string }>> {
  const [draft] = await tx
    .select({ earlier: mandates })
    .from(applications)
    .innerJoin(mandates, eq(mandates.id, applications.mandateId))
    .where(and(eq(applications.id, id), eq(applications.status, 'bozza'), isNull(applications.takenOverAt)))
    .for('update', { of: applications });
  if (draft?.earlier.organisationId !== mandate.organisationId) return refused({ code: 'in-other-hands' });
  if (draft.earlier.id !== mandate.id) {
    await tx.update(applications).set({ mandateId: mandate.id }).where(eq(applications.id, id));
  }
  return ok({ applicationId: id });
}
