import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { merchantEvents, merchants } from '../../db/schema/merchants';
import { merchantStatusAfter } from '../../domain/merchant/acts';
import type { MerchantEvent } from '../../domain/merchant/events';
import { may, type Permission } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';

/** A merchant held for a change, with the database's own time. */
export type HeldMerchant = typeof merchants.$inferSelect & { now: Date };

/** Who writes in a merchant's history: somebody signed in, the business itself before it is known, or the system. */
export type MerchantActor = Actor | { kind: 'visitor' };

/**
 * Performs an act on a merchant as one transaction, for who may: the office on any, a manager on their own. Somebody
 * else's merchant does not exist: `not-found`. A till's key runs nothing, whatever role it spends with.
 */
export async function onMerchant<T>(
  db: Queryable,
  actor: Actor,
  permission: Permission,
  merchantId: string,
  act: (tx: Queryable, held: HeldMerchant) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return transact(db, async (tx) => {
    const own = actor.kind === 'user' && actor.merchantId === merchantId;
    if (actor.kind === 'till' || !may(actor, permission, own)) return refused({ code: 'not-found' });
    const held = await holdMerchant(tx, merchantId);
    return held ? act(tx, held) : refused({ code: 'not-found' });
  });
}

/** Holds a merchant until the transaction ends. Spends, which only refer to it, go on meanwhile. */
async function holdMerchant(tx: Queryable, id: string): Promise<HeldMerchant | null> {
  const [held] = await tx.select().from(merchants).where(eq(merchants.id, id)).for('no key update');
  return held ? { ...held, now: await databaseNow(tx) } : null;
}

/** What an act may set besides the status, which only events move. */
export type MerchantChanges = Partial<
  Omit<typeof merchants.$inferInsert, 'id' | 'status' | 'eventNumber' | 'createdAt'>
>;

/**
 * Writes what happened to a held merchant: the event under its next number and the status that follows. `held` becomes
 * what it is now, so that several events may be written in one act. Refuses with `act-not-allowed` what may not follow.
 */
export async function recordMerchantEvent(
  tx: Queryable,
  held: HeldMerchant,
  actor: MerchantActor,
  event: MerchantEvent,
  changes: MerchantChanges = {},
): Promise<Outcome<null>> {
  const status = merchantStatusAfter(held.status, event.kind);
  if (status === null) return refused({ code: 'act-not-allowed' });
  const eventNumber = held.eventNumber + 1;
  const moved = { ...changes, status, eventNumber };
  await tx.update(merchants).set(moved).where(eq(merchants.id, held.id));
  await appendMerchantEvent(tx, held.id, eventNumber, actor, event);
  Object.assign(held, moved);
  return ok(null);
}

/** Appends an event; `recordMerchantEvent` is for all but the first of a merchant. */
export async function appendMerchantEvent(
  tx: Queryable,
  merchantId: string,
  number: number,
  actor: MerchantActor,
  event: MerchantEvent,
): Promise<void> {
  await tx.insert(merchantEvents).values({
    merchantId,
    number,
    kind: event.kind,
    payload: event,
    actorKind: actor.kind === 'till' ? 'system' : actor.kind,
    actorId: actor.kind === 'user' ? actor.id : null,
  });
}
