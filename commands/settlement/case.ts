import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { outbox } from '../../db/schema/delivery';
import { merchants } from '../../db/schema/merchants';
import { settlementEvents, settlements } from '../../db/schema/settlements';
import { may, type Permission } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import { asRecorded, type Actor } from '../../domain/roles';
import { settlementStatusAfter, type SettlementEvent } from '../../domain/settlement/status';
import type { Outcome } from '../transaction';

export type Settlement = typeof settlements.$inferSelect;
export type Merchant = typeof merchants.$inferSelect;
export type User = Extract<Actor, { kind: 'user' }>;

/** A settlement held for a change, with its merchant and the database's own time. */
export interface SettlementCase {
  settlement: Settlement;
  merchant: Merchant;
  now: Date;
}

/** Holds a settlement until the transaction ends; the time is asked only once it is held. */
export async function holdSettlement(tx: Queryable, id: string): Promise<SettlementCase | null> {
  const [held] = await tx
    .select({ settlement: settlements, merchant: merchants })
    .from(settlements)
    .innerJoin(merchants, eq(merchants.id, settlements.merchantId))
    .where(eq(settlements.id, id))
    .for('update', { of: settlements });
  return held ? { ...held, now: await databaseNow(tx) } : null;
}

/** Holds several, always in the same order, so that two acts on the same ones never wait for each other in a ring. */
export async function holdSettlements(tx: Queryable, ids: readonly string[]): Promise<SettlementCase[]> {
  const held: SettlementCase[] = [];
  for (const id of [...new Set(ids)].toSorted((one, other) => one.localeCompare(other))) {
    const each = await holdSettlement(tx, id);
    if (each) held.push(each);
  }
  return held;
}

/** Holds a settlement for an act of a person. Somebody else's does not exist for a merchant: `not-found`. */
export async function holdFor(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  settlementId: string,
): Promise<Outcome<SettlementCase & { user: User }>> {
  const held = await holdSettlement(tx, settlementId);
  if (!held || actor.kind !== 'user' || !may(actor, permission, isOwn(actor, held.settlement)))
    return refused({ code: 'not-found' });
  return ok({ ...held, user: actor });
}

/** Whether the settlement is of the actor's own merchant. */
export const isOwn = (actor: Actor, { merchantId }: Pick<Settlement, 'merchantId'>): boolean =>
  actor.kind === 'user' && actor.merchantId === merchantId;

/** The columns an act may set besides the status, which only events move. */
type Changes = Partial<
  Omit<Settlement, 'id' | 'merchantId' | 'periodFrom' | 'terms' | 'status' | 'eventNumber'>
>;

/**
 * Writes what happened to a settlement: event, status folded from it, and the word to its workflow.
 * Refuses with `act-not-allowed` what may not follow in the present state.
 */
export async function recordSettlementEvent(
  tx: Queryable,
  settlement: Settlement,
  actor: Actor,
  event: SettlementEvent,
  changes: Changes = {},
): Promise<Outcome<null>> {
  const status = settlementStatusAfter(settlement.status, event.kind);
  if (status === null) return refused({ code: 'act-not-allowed' });
  const number = settlement.eventNumber + 1;
  const done = await tx
    .update(settlements)
    .set({ ...changes, status, eventNumber: number })
    .where(and(eq(settlements.id, settlement.id), eq(settlements.eventNumber, settlement.eventNumber)))
    .returning({ id: settlements.id });
  if (done.length === 0) throw new Error('the settlement was not held');
  await appendSettlementEvent(tx, settlement.id, number, actor, event);
  return ok(null);
}

/** Appends an event and its outbox row; `recordSettlementEvent` is for all but the first event of a settlement. */
export async function appendSettlementEvent(
  tx: Queryable,
  settlementId: string,
  number: number,
  actor: Actor,
  event: SettlementEvent,
): Promise<void> {
  await tx.insert(settlementEvents).values({
    settlementId,
    number,
    kind: event.kind,
    payload: event,
    ...asRecorded(actor),
  });
  await tx.insert(outbox).values({ process: 'settlement', businessId: settlementId, number, event });
}

/** Whether something of this kind has already happened: a second click finds the first one's work. */
export async function hasHappened(
  tx: Queryable,
  { id }: Settlement,
  ...kinds: SettlementEvent['kind'][]
): Promise<boolean> {
  const [found] = await tx
    .select({ number: settlementEvents.number })
    .from(settlementEvents)
    .where(and(eq(settlementEvents.settlementId, id), inArray(settlementEvents.kind, kinds)))
    .limit(1);
  return found !== undefined;
}
