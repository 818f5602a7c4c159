import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../db/client';
import { hashesOf } from '../db/hash-key';
import { idempotencyKeys } from '../db/schema/delivery';
import { refused } from '../domain/result';
import { retryLostRaces, transact, undoIfRefused, type Outcome } from './transaction';

/** The key a caller chose for one unsafe call, and the body that came with it. */
export interface IdempotentCall {
  key: string;
  request: unknown;
}

/**
 * Performs an act once for each key of an actor, as one transaction: the same key with the same request gives the
 * first answer again, a refusal included; with another request it is refused. Two calls at once wait for each other
 * on the key's row, and the key is written in the act's own transaction, so that a crash leaves both or neither.
 */
export function once<T>(
  db: Queryable,
  actorId: string,
  call: IdempotentCall,
  act: (tx: Queryable) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const requestSha256 = createHash('sha256').update(JSON.stringify(call.request)).digest();
  const mine = and(eq(idempotencyKeys.actorId, actorId), eq(idempotencyKeys.key, call.key));
  const claimAndAct = async (tx: Queryable): Promise<Outcome<T>> => {
    const claimed = await tx
      .insert(idempotencyKeys)
      .values({ actorId, key: call.key, requestSha256 })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (claimed.length === 0) {
      const [earlier] = await tx.select().from(idempotencyKeys).where(mine);
      if (!earlier?.requestSha256.equals(requestSha256)) return refused({ code: 'idempotency-key-reused' });
      return earlier.outcome as Outcome<T>;
    }
    // A refusal undoes the act but not the record of it: the till that asks again must hear the same.
    const outcome = await undoIfRefused(tx, act);
    await tx.update(idempotencyKeys).set({ outcome }).where(mine);
    return outcome;
  };
  return retryLostRaces(() => db.transaction(claimAndAct));
}

/** A form as its page showed it. */
export interface PostedForm {
  /** Chosen by the page; null where it gave none, and the act is performed. */
  id: string | null;
  /** Who may hear the answer again; where nobody is signed in, whoever has the form. */
  actorId?: string;
}

/**
 * Performs the act of a form once for what was written in it: sent again, after a reload or because the answer was lost,
 * it gives the first answer; sent with something else it is another act. A refusal is not kept, since what was wrong may
 * have been put right.
 */
export async function oncePerForm<T>(
  db: Queryable,
  { id, actorId = id ?? undefined }: PostedForm,
  request: unknown,
  act: (tx: Queryable) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (id === null || actorId === undefined) return transact(db, act);
  // What people typed about themselves: a hash without a key could be tried out against.
  const written = (await hashesOf(db)).of('form', JSON.stringify(request));
  const mine = { actorId, key: `${id}:${written.toString('hex')}` };
  const its = and(eq(idempotencyKeys.actorId, mine.actorId), eq(idempotencyKeys.key, mine.key));
  return transact(db, async (tx) => {
    const claimed = await tx
      .insert(idempotencyKeys)
      .values({ ...mine, requestSha256: written })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (claimed.length === 0) {
      const [earlier] = await tx.select().from(idempotencyKeys).where(its);
      return earlier?.outcome as Outcome<T>;
    }
    const outcome = await act(tx);
    if (outcome.ok) await tx.update(idempotencyKeys).set({ outcome }).where(its);
    return outcome;
  });
}
