import { desc, isNotNull, sql } from 'drizzle-orm';
import type { Database } from '../db/client';
import { auditAnchors, auditEntries } from '../db/schema/audit';
import { anchorEvery, type AnchorPlace } from '../domain/audit/anchor';

/** Entries sealed in one transaction. */
const most = 1_000;

/** Numbers and chains what is not yet. Several at once are safe: one does it, the others leave. @returns how many */
export async function sealOnce(db: Database): Promise<number> {
  const { rows } = await db.execute<{ sealed: number }>(sql`select seal_audit(${most}) as sealed`);
  return rows[0]?.sealed ?? 0;
}

/**
 * Writes the head of the chain down outside, where the last anchor is older than an hour and the chain has grown.
 * First outside, then here: a crash between the two leaves a line more outside, which is true all the same.
 */
export async function anchorOnce(db: Database, place: AnchorPlace): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('audit_anchors')) as mine`,
    );
    if (!rows[0]?.mine) return false;
    const [last] = await tx
      .select({
        sequence: auditAnchors.sequence,
        recent: sql<boolean>`${auditAnchors.at} > clock_timestamp() - ${anchorEvery / 1000} * interval '1 second'`,
      })
      .from(auditAnchors)
      .orderBy(desc(auditAnchors.sequence))
      .limit(1);
    const [head] = await tx
      .select({
        sequence: auditEntries.sequence,
        hash: auditEntries.hash,
        now: sql<Date>`clock_timestamp()`.mapWith(auditEntries.at),
      })
      .from(auditEntries)
      .where(isNotNull(auditEntries.sequence))
      .orderBy(desc(auditEntries.sequence))
      .limit(1);
    if (!head || head.sequence === null || head.hash === null) return false;
    if (last && (last.recent || last.sequence >= head.sequence)) return false;
    const { sequence, hash, now } = head;
    await place.write({ at: now.toISOString(), sequence, hash: hash.toString('hex') });
    await tx.insert(auditAnchors).values({ sequence, hash, at: now });
    return true;
  });
}
