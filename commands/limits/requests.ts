import { lt, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { hashesOf } from '../../db/hash-key';
import { requestCounts } from '../../db/schema/tickets';
import { ok, refused } from '../../domain/result';
import { requestLimits, stretchOf, type LimitName } from '../../domain/ticket/limits';
import type { Outcome } from '../transaction';

/**
 * Counts one more request of somebody and refuses it when it is one too many: `too-many-requests`, with the seconds to
 * wait. The count is written at once, outside of any act, so that refusing does not undo it. Who asks is kept as a keyed
 * hash: addresses of people cannot be read from it, or tried out against it.
 *
 * @param whose the network address, mail address or ticket the limit is on; without one nothing is counted
 */
export async function countRequest(
  db: Queryable,
  name: LimitName,
  whose: string | null,
): Promise<Outcome<null>> {
  if (whose === null) return ok(null);
  const [hashes, now] = [await hashesOf(db), await databaseNow(db)];
  const limit = requestLimits[name];
  const since = stretchOf(limit, now);
  const key = hashes.of('limits', `${name}\n${whose.toLowerCase()}`);
  const [row] = await db
    .insert(requestCounts)
    .values({ key, since, count: 1 })
    .onConflictDoUpdate({
      target: [requestCounts.key, requestCounts.since],
      // Who goes on for days must not overflow the column.
      set: { count: sql`least(${requestCounts.count} + 1, 1000000)` },
    })
    .returning({ count: requestCounts.count });
  const count = row?.count ?? 1;
  if (count === 1) await forget(db, now);
  if (count <= limit.most) return ok(null);
  const retryAfter = Math.ceil((since.getTime() + limit.seconds * 1000 - now.getTime()) / 1000);
  return refused({ code: 'too-many-requests', retryAfterSeconds: retryAfter });
}

/** Yesterday's counts serve nobody. */
async function forget(db: Queryable, now: Date): Promise<void> {
  await db.delete(requestCounts).where(lt(requestCounts.since, new Date(now.getTime() - 86_400_000)));
}
