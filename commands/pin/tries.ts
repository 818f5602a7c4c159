import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { hashesOf } from '../../db/hash-key';
import { databaseNow } from '../../db/queries/clock';
import { pinTries } from '../../db/schema/pins';
import { pinWait } from '../../domain/pin/tries';
import { ok, refused } from '../../domain/result';
import type { Outcome } from '../transaction';

/** Whose part of a PIN is tried: by tax code where nobody has entered yet, by account after that. */
export type Tried = { part: 'first'; fiscalCode: string } | { part: 'second'; userId: string };

/**
 * Counts a try before it is looked at, in a transaction of its own: tries that come at once are all counted, and a refusal
 * undoes nothing. Tax codes without a PIN are counted like the others..
 *
 * Refusals: `too-many-requests`.
 */
export async function countTry(db: Queryable, tried: Tried): Promise<Outcome<null>> {
  const key = await keyOf(db, tried);
  return db.transaction(async (tx) => {
    await tx.insert(pinTries).values({ key, wrong: 0 }).onConflictDoNothing();
    const [known] = await tx.select().from(pinTries).where(eq(pinTries.key, key)).for('update');
    const wait = known ? pinWait(known.wrong, known.lastAt, await databaseNow(tx)) : null;
    if (wait !== null) return refused({ code: 'too-many-requests', retryAfterSeconds: wait });
    await tx
      .update(pinTries)
      .set({ wrong: sql`${pinTries.wrong} + 1`, lastAt: sql`clock_timestamp()` })
      .where(eq(pinTries.key, key));
    return ok(null);
  });
}

/** The part was right: what was wrong before counts no more. */
export async function forgetTries(tx: Queryable, tried: Tried): Promise<void> {
  await tx.delete(pinTries).where(eq(pinTries.key, await keyOf(tx, tried)));
}

async function keyOf(db: Queryable, tried: Tried): Promise<Buffer> {
  const whose = tried.part === 'first' ? tried.fiscalCode : tried.userId;
  return (await hashesOf(db)).of('pin', `${tried.part}\n${whose}`);
}
