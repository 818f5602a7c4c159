import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { prepared } from '../../db/prepared';
import { databaseNow } from '../../db/queries/clock';
import { rulesOf } from '../../db/queries/rules';
import { applications, programmes } from '../../db/schema/applications';
import { openApplicationRow, sealedForm, type Opened } from '../../db/sealing/columns';
import { mayHappen } from '../../domain/application/acts';
import type { ApplicationEvent } from '../../domain/application/events';
import { phaseAfter, waitingPhase } from '../../domain/application/phase';
import { statusAfter } from '../../domain/application/status';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { ProgrammeStatus } from '../../domain/programme/status';
import type { Actor } from '../../domain/roles';
import { ok, refused } from '../../domain/result';
import { currentTrace, type Trace } from '../../tracing/trace';
import { giveUpPlace } from '../programme/give-up-place';
import type { Outcome } from '../transaction';

/** An application with what it holds sealed opened. */
export type Application = Opened<typeof applications.$inferSelect>;

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
  const [held] = await holdApplications(tx, [id]);
  return held ?? null;
}

/** Holds several applications, each once, in the order of their ids: two groups never wait for each other in a ring. */
export async function holdApplications(tx: Queryable, ids: readonly string[]): Promise<Case[]> {
  const [held, now] = await Promise.all([
    tx
      .select({
        application: applications,
        programmeName: programmes.name,
        programmeStatus: programmes.status,
      })
      .from(applications)
      .innerJoin(programmes, eq(programmes.id, applications.programmeId))
      .where(sql`${applications.id} = any (${sql.placeholder('ids')}::uuid[])`)
      .orderBy(applications.id)
      .for('update', { of: applications })
      .prepare('hold-applications')
      .execute({ ids }),
    // After the lock, which may have been awaited: an act is judged by the moment it has its turn.
    databaseNow(tx),
  ]);
  const rules = await rulesOf(tx, [
    ...new Set(held.map(({ application }) => application.programmeVersionId)),
  ]);
  return held.map(({ application, ...programme }) => ({
    ...programme,
    application: openApplicationRow(application),
    rules: rules(application.programmeVersionId),
    now,
  }));
}

/** The columns an act may set besides the status, which only events move. */
export type ApplicationChanges = Partial<Pick<Application, 'form' | 'operatorId' | 'decideBy'>>;

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
  { form, ...changes }: ApplicationChanges = {},
): Promise<Outcome<Application>> {
  const move = moveBy(application, event.kind);
  if (move === null) return refused({ code: 'act-not-allowed' });
  const [changed] = await tx
    .update(applications)
    .set({ ...changes, ...move, ...(form && { form: sealedForm.seal(application.id, form) }) })
    .where(eq(applications.id, application.id))
    .returning();
  if (!changed) throw new Error('the held application is gone');
  await appendEvent(tx, application.id, move.eventNumber, actor, event);
  if (application.phase === waitingPhase && changed.phase !== waitingPhase)
    await giveUpPlace(tx, application);
  return ok({ ...changed, answers: application.answers, form: form ?? application.form });
}

/** What an event needs to know of the application it happens to. */
export type Numbered = Pick<Application, 'id' | 'status' | 'phase' | 'eventNumber'>;

/** Something that happened to an application, and who did it. */
interface Happening {
  application: Numbered;
  actor: Actor;
  event: ApplicationEvent;
  trace?: Trace | null;
}

/**
 * Writes what happened to many applications, once to each, in two statements and not in two for each. For events after
 * the decision: none of them gives up a place in the list. Throws where one may not follow: ask `mayHappen` before.
 */
export async function recordEvents(tx: Queryable, happened: readonly Happening[]): Promise<void> {
  if (happened.length === 0) return;
  const moves = happened.map(({ application, event }) => ({
    id: application.id,
    ...moveOf(application, event.kind),
  }));
  await prepared(
    tx,
    'record-events',
    sql`
    update applications set status = m.status, phase = m.phase, event_number = m."eventNumber"
    from json_to_recordset(${JSON.stringify(moves)}) as m(id uuid, status text, phase text, "eventNumber" integer)
    where applications.id = m.id`,
  );
  await appendEvents(
    tx,
    happened.map((each, index) => ({ ...each, number: moves[index]?.eventNumber ?? 0 })),
  );
}

/** How an event that may follow changes an application; throws where it may not: ask `mayHappen` before. */
export function moveOf(application: Numbered, event: ApplicationEvent['kind']) {
  const move = moveBy(application, event);
  if (move === null) throw new Error(`event ${event} may not follow`);
  return move;
}

/** How an event changes an application, or null where it may not follow. */
function moveBy(application: Numbered, event: ApplicationEvent['kind']) {
  const status = statusAfter(application.status, event);
  if (status === null || !mayHappen(application, event)) return null;
  return { status, phase: phaseAfter(application.phase, event), eventNumber: application.eventNumber + 1 };
}

/** Appends an event and its outbox row; `recordEvent` is for all but the first event of an application. */
export const appendEvent = (
  tx: Queryable,
  applicationId: string,
  number: number,
  actor: Actor,
  event: ApplicationEvent,
): Promise<void> => appendEvents(tx, [{ application: { id: applicationId }, number, actor, event }]);

/** An event under its number. */
interface Numbering {
  application: { id: string };
  number: number;
  actor: Actor;
  event: ApplicationEvent;
  /** Of whoever did it, where many are written together. */
  trace?: Trace | null;
}

/** Appends events, each with the word of it to its workflow. */
export async function appendEvents(tx: Queryable, happened: readonly Numbering[]): Promise<void> {
  const events = happened.map(({ application, number, actor, event, trace = currentTrace() }) => ({
    application: application.id,
    number,
    event,
    kind: actor.kind,
    actor: actor.kind === 'system' ? null : actor.id,
    trace,
  }));
  await prepared(
    tx,
    'append-events',
    sql`
    with happened as (
      select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        as h(application uuid, number integer, event jsonb, kind text, actor uuid, trace text)),
    told as (
      insert into outbox (process, business_id, number, event, trace)
      select 'application', application, number, event, trace from happened)
    insert into application_events (application_id, number, kind, payload, actor_kind, actor_id)
    select application, number, event ->> 'kind', event, kind, actor from happened`,
  );
}
