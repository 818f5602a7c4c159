import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { applicationEvents, applications, programmeVersions, programmes } from '../../db/schema/applications';
import { outbox } from '../../db/schema/delivery';
import { mayHappen } from '../../domain/application/acts';
import type { ApplicationEvent } from '../../domain/application/events';
import { phaseAfter, waitingPhase } from '../../domain/application/phase';
import { statusAfter } from '../../domain/application/status';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { ProgrammeStatus } from '../../domain/programme/status';
import type { Actor } from '../../domain/roles';
import { ok, refused } from '../../domain/result';
import { giveUpPlace } from '../programme/give-up-place';
import type { Outcome } from '../transaction';

export type Application = typeof applications.$inferSelect;

/** An application held for a change, with the law it is pinned to and the database's own time. */
export interface Case {
  application: Application;
  programmeName: string;
  programmeStatus: ProgrammeStatus;
  rules: ProgrammeRules;
  now: Date;
}

/**
 * Holds an application until the transaction ends. Every act on an application or its voucher takes this lock first,
 * so that acts on one household come one after the other and never wait for each other in a ring.
 */
export async function holdApplication(tx: Queryable, id: string): Promise<Case | null> {
  const [held] = await tx
    .select({
      application: applications,
      programmeName: programmes.name,
      programmeStatus: programmes.status,
      rules: programmeVersions.rules,
    })
    .from(applications)
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .where(eq(applications.id, id))
    .for('update', { of: applications });
  // Asked only now: the lock may have been awaited, and an act is judged by the moment it has its turn.
  return held ? { ...held, now: await databaseNow(tx) } : null;
}

/** The columns an act may set besides the status, which only events move. */
export type ApplicationChanges = Partial<
  Pick<Application, 'answers' | 'answersVersion' | 'form' | 'operatorId' | 'decideBy'>
>;

/**
 * Writes what happened: the event under its next number, the status folded from it, and the word to the workflow, in
 * the caller's transaction. An application that no longer waits for the fund gives up its place in the list.
 * Refuses with `act-not-allowed` what may not follow in the present state.
 */
export async function recordEvent(
  tx: Queryable,
  application: Application,
  actor: Actor,
  event: ApplicationEvent,
  changes: ApplicationChanges = {},
): Promise<Outcome<Application>> {
  const status = statusAfter(application.status, event.kind);
  if (status === null || !mayHappen(application, event.kind)) return refused({ code: 'act-not-allowed' });
  const number = application.eventNumber + 1;
  const [changed] = await tx
    .update(applications)
    .set({ ...changes, status, phase: phaseAfter(application.phase, event.kind), eventNumber: number })
    .where(eq(applications.id, application.id))
    .returning();
  if (!changed) throw new Error('the held application is gone');
  await appendEvent(tx, application.id, number, actor, event);
  if (application.phase === waitingPhase && changed.phase !== waitingPhase)
    await giveUpPlace(tx, application);
  return ok(changed);
}

/** Appends an event and its outbox row; `recordEvent` is for all but the first event of an application. */
export async function appendEvent(
  tx: Queryable,
  applicationId: string,
  number: number,
  actor: Actor,
  event: ApplicationEvent,
): Promise<void> {
  await tx.insert(applicationEvents).values({
    applicationId,
    number,
    kind: event.kind,
    payload: event,
    actorKind: actor.kind,
    actorId: actor.kind === 'system' ? null : actor.id,
  });
  await tx.insert(outbox).values({ process: 'application', businessId: applicationId, number, event });
}

/** Whether the application belongs to the actor. */
export const isOwn = (actor: Actor, application: Pick<Application, 'citizenId'>): boolean =>
  actor.kind === 'user' && actor.id === application.citizenId;
