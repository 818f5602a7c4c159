import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { outbox } from '../../db/schema/delivery';
import { ownDataEvents, ownDataRequests } from '../../db/schema/own-data';
import { ownDataStatusAfter, type OwnDataEvent } from '../../domain/own-data/request';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import { asRecorded, type Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';

export type OwnDataRequest = typeof ownDataRequests.$inferSelect;

/** A request held until the transaction ends, with the database's own time. */
export type HeldRequest = OwnDataRequest & { now: Date };

/** Holds a request until the transaction ends. */
export async function holdRequest(tx: Queryable, id: string): Promise<HeldRequest | null> {
  const [held] = await tx.select().from(ownDataRequests).where(eq(ownDataRequests.id, id)).for('update');
  return held ? { ...held, now: await databaseNow(tx) } : null;
}

/** Holds a request for an act of who decides. Refusals: `not-found`, also for who may not; `changed-meanwhile`. */
export async function holdForDecision(
  tx: Queryable,
  actor: Actor,
  { requestId, seen }: { requestId: string; seen?: number },
): Promise<Outcome<HeldRequest & { userId: string }>> {
  if (actor.kind !== 'user' || !may(actor, 'own-data.decide', false)) return refused({ code: 'not-found' });
  const held = await holdRequest(tx, requestId);
  if (!held) return refused({ code: 'not-found' });
  if (seen !== undefined && seen !== held.eventNumber) return refused({ code: 'changed-meanwhile', seen });
  return ok({ ...held, userId: actor.id });
}

/** What an act may set besides the state, which only events move. */
type Changes = Partial<
  Pick<
    OwnDataRequest,
    'answerBy' | 'extensionReason' | 'outcome' | 'reason' | 'decidedBy' | 'decidedAt' | 'expiresAt' | 'erased'
  >
>;

/** Writes what happened to a held request. Refuses with `act-not-allowed` what may not follow. */
export async function recordOwnDataEvent(
  tx: Queryable,
  held: OwnDataRequest,
  actor: Actor,
  event: OwnDataEvent,
  changes: Changes = {},
): Promise<Outcome<null>> {
  const status = ownDataStatusAfter(held.status, event);
  if (status === null) return refused({ code: 'act-not-allowed' });
  const number = held.eventNumber + 1;
  await tx
    .update(ownDataRequests)
    .set({ ...changes, status, eventNumber: number })
    .where(eq(ownDataRequests.id, held.id));
  await appendOwnDataEvent(tx, held.id, number, actor, event);
  return ok(null);
}

/** Appends an event; what a person causes is told to the workflow, what the workflow does it knows. */
export async function appendOwnDataEvent(
  tx: Queryable,
  requestId: string,
  number: number,
  actor: Actor,
  event: OwnDataEvent,
): Promise<void> {
  await tx.insert(ownDataEvents).values({
    requestId,
    number,
    kind: event.kind,
    payload: event,
    ...asRecorded(actor),
  });
  if (actor.kind === 'system') return;
  await tx.insert(outbox).values({ process: 'ownData', businessId: requestId, number, event });
}
