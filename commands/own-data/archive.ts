import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { ownDataArchives } from '../../db/schema/own-data';
import { sealedArchive } from '../../db/sealing/columns';
import { after, type Instant, type Term } from '../../domain/calendar';
import { archiveKept } from '../../domain/own-data/terms';
import { ok, refused } from '../../domain/result';
import { system } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdRequest, recordOwnDataEvent } from './case';

/**
 * Keeps the copy that was prepared, until the day it may be taken by. The first one stays.
 *
 * Refusals: `not-found`, `act-not-allowed` (no copy was asked for).
 */
export async function keepArchive(
  db: Queryable,
  { requestId, bytes, kept = archiveKept }: { requestId: string; bytes: Buffer; kept?: Term | undefined },
): Promise<Outcome<{ expiresAt: Instant }>> {
  return transact(db, async (tx) => {
    const held = await holdRequest(tx, requestId);
    if (!held) return refused({ code: 'not-found' });
    if (held.expiresAt !== null) return ok({ expiresAt: held.expiresAt.toISOString() });
    const expiresAt = after(held.now, kept);
    const recorded = await recordOwnDataEvent(tx, held, system, { kind: 'ready' }, { expiresAt });
    if (!recorded.ok) return recorded;
    await tx.insert(ownDataArchives).values({ requestId, bytes: sealedArchive.seal(requestId, bytes) });
    return ok({ expiresAt: expiresAt.toISOString() });
  });
}

/**
 * Removes a copy whose time is over. Again changes nothing.
 *
 * Refusals: `not-found`; `act-not-allowed` (its time is not over: the database's clock judges).
 */
export async function expireArchive(
  db: Queryable,
  { requestId }: { requestId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdRequest(tx, requestId);
    if (!held) return refused({ code: 'not-found' });
    if (held.status === 'scaduta') return ok(null);
    if (held.expiresAt === null || held.expiresAt > held.now) return refused({ code: 'act-not-allowed' });
    await tx.delete(ownDataArchives).where(eq(ownDataArchives.requestId, requestId));
    return recordOwnDataEvent(tx, held, system, { kind: 'expired' });
  });
}
