import { and, asc, eq, isNotNull, isNull, notExists, or, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { batches, batchRows } from '../../db/schema/batches';
import { users } from '../../db/schema/people';
import { may } from '../../domain/permissions';
import { databaseError, retryLostRaces } from '../transaction';
import type { User } from './authorise';
import { performRow } from './perform';

/** What becomes of a row whose act meets a fault: it is tried again after the others, so often. */
const attempts = 3;

/** The row under way, for the record of a fault. */
interface UnderWay {
  position?: number;
}

/** Hears of faults, which the rows tell only as such: no word of theirs may name a person. */
export type FaultLog = (row: { batchId: string; position: number; fault: string }) => void;

/**
 * Does the next row of a batch: its act by the ordinary command in its author's name, and the word of what came of it,
 * in one transaction. Killed anywhere, nothing of the row has happened; run twice, the second finds it done. What a command
 * refuses is recorded; a fault is recorded after some tries, and never stops the others.
 *
 * @returns whether there was a row to do
 */
export async function workNextRow(db: Queryable, batchId: string, log?: FaultLog): Promise<boolean> {
  const underWay: UnderWay = {};
  try {
    return await retryLostRaces(() => db.transaction((tx) => workRow(tx, batchId, underWay)));
  } catch (fault) {
    if (underWay.position === undefined) throw fault;
    // Where the database itself is out of order this fails too, and no try is counted.
    await recordFault(db, batchId, underWay.position);
    log?.({ batchId, position: underWay.position, fault: nameOf(fault) });
    return true;
  }
}

async function workRow(tx: Queryable, batchId: string, underWay: UnderWay): Promise<boolean> {
  const [next] = await tx
    .select({ row: batchRows, author: users })
    .from(batchRows)
    .innerJoin(batches, eq(batches.id, batchRows.batchId))
    .innerJoin(users, eq(users.id, batches.requestedBy))
    .where(
      and(
        eq(batchRows.batchId, batchId),
        eq(batchRows.state, 'in coda'),
        isNotNull(batches.confirmedAt),
        isNull(batches.cancelledAt),
      ),
    )
    .orderBy(asc(batchRows.attempts), asc(batchRows.position))
    .limit(1)
    .for('update', { of: batchRows, skipLocked: true });
  if (!next) return false;
  const { row, author } = next;
  underWay.position = row.position;
  const outcome = await performRow(tx, authorOf(author), row);
  await tx
    .update(batchRows)
    .set({
      doneAt: sql`clock_timestamp()`,
      ...(outcome.ok
        ? { state: 'fatta', result: outcome.value }
        : { state: 'rifiutata', refusal: outcome.error }),
    })
    .where(isRow(batchId, row.position));
  return true;
}

/** The database's code of a fault, or its kind: its words may hold what somebody typed. */
const nameOf = (fault: unknown): string =>
  databaseError(fault)?.code ?? (fault instanceof Error ? fault.name : typeof fault);

/** The author as they are now; null for somebody suspended, or no longer of the office. */
function authorOf({ id, role, merchantId, active }: typeof users.$inferSelect): User | null {
  const author = { kind: 'user' as const, id, role, merchantId };
  return active && may(author, 'batch.run', false) ? author : null;
}

async function recordFault(db: Queryable, batchId: string, position: number): Promise<void> {
  const last = sql`${batchRows.attempts} + 1 >= ${attempts}`;
  await db
    .update(batchRows)
    .set({
      attempts: sql`${batchRows.attempts} + 1`,
      state: sql`case when ${last} then 'rifiutata' else ${batchRows.state} end`,
      refusal: sql`case when ${last} then '{"code": "row-failed"}'::jsonb end`,
      doneAt: sql`case when ${last} then clock_timestamp() end`,
    })
    .where(and(isRow(batchId, position), eq(batchRows.state, 'in coda')));
}

const isRow = (batchId: string, position: number) =>
  and(eq(batchRows.batchId, batchId), eq(batchRows.position, position));

/**
 * Ends a batch of which no row is left to do, or which was cancelled. Ending it again changes nothing.
 *
 * @returns whether it has ended: not while somebody else is still at a row
 */
export async function finishBatch(db: Queryable, batchId: string): Promise<boolean> {
  const waiting = db
    .select({ position: batchRows.position })
    .from(batchRows)
    .where(and(eq(batchRows.batchId, batchId), eq(batchRows.state, 'in coda')));
  await db
    .update(batches)
    .set({ finishedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(batches.id, batchId),
        isNotNull(batches.confirmedAt),
        isNull(batches.finishedAt),
        or(isNotNull(batches.cancelledAt), notExists(waiting)),
      ),
    );
  const [batch] = await db.select({ at: batches.finishedAt }).from(batches).where(eq(batches.id, batchId));
  return !batch || batch.at !== null;
}
