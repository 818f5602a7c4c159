import { createHash, type Hash } from 'node:crypto';
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { batches, batchRows } from '../../db/schema/batches';
import type { BatchKind, BatchParams } from '../../domain/batch/batch';
import type { RowRefusal, RowState, RowTask, RowWarning } from '../../domain/batch/row';
import { invalid, type Refusal } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { retryLostRaces, type Outcome } from '../transaction';
import { mayRun } from './authorise';

/** A row as it is shown before anything is done. */
export interface PreparedRow {
  label: string;
  line?: number;
  applicationId: string | null;
  voucherId?: string;
  task: RowTask | null;
  warnings: RowWarning[];
  refusal: RowRefusal | null;
}

/** What ends a preparation as a whole: a file that is none, nothing chosen. Thrown where rows are read, answered as a refusal. */
export class Unpreparable extends Error {
  constructor(readonly refusal: Refusal) {
    super('the batch cannot be prepared');
  }
}

/** How long a preview waits to be confirmed. */
const previewsKept = sql`interval '1 day'`;

/**
 * Prepares a batch: its rows are written as they come, a slice at a time, with what would be done to each. Nothing is
 * done until it is confirmed. The same content prepared again, by a double click or a reload, is the same batch as long
 * as that has not ended.
 *
 * Refusals: `not-found` (not of the office), `forbidden` (may not do this to each of them); `invalid` where there is no row
 * at all; those of `slices`, which throws them as `Unpreparable`.
 */
export async function prepareBatch(
  db: Queryable,
  actor: Actor,
  { kind, params }: { kind: BatchKind; params: BatchParams },
  slices: AsyncIterable<PreparedRow[]>,
): Promise<Outcome<{ batchId: string }>> {
  if (!mayRun(actor, kind)) return refused({ code: 'not-found' });
  await db
    .delete(batches)
    .where(and(isNull(batches.confirmedAt), lt(batches.createdAt, sql`now() - ${previewsKept}`)));
  const batchId = newId();
  await db.insert(batches).values({ id: batchId, kind, params, requestedBy: actor.id });
  const content = createHash('sha256').update(JSON.stringify([kind, actor.id, params]));
  try {
    let rows = 0;
    for await (const slice of slices) rows = await writeSlice(db, batchId, rows, slice, content);
    if (rows === 0) throw new Unpreparable(invalid('', 'batch-empty'));
    return ok({ batchId: await seal(db, batchId, content.digest()) });
  } catch (fault) {
    await db.delete(batches).where(eq(batches.id, batchId));
    if (fault instanceof Unpreparable) return refused(fault.refusal);
    throw fault;
  }
}

/** @returns how many rows the batch has now */
async function writeSlice(
  db: Queryable,
  batchId: string,
  before: number,
  slice: PreparedRow[],
  content: Hash,
): Promise<number> {
  if (slice.length === 0) return before;
  content.update(JSON.stringify(slice));
  await db.insert(batchRows).values(
    slice.map((row, place) => ({
      ...row,
      batchId,
      position: before + place + 1,
      state: stateOf(row),
    })),
  );
  return before + slice.length;
}

/** What the rules do not admit starts taken out: somebody has to put it in with open eyes. */
const stateOf = ({ refusal, warnings }: PreparedRow): RowState => {
  if (refusal) return 'rifiutata';
  return warnings.includes('not-admissible') ? 'esclusa' : 'in coda';
};

/** Opens the batch to be seen, or gives way to the one of the same content that is open already. */
function seal(db: Queryable, batchId: string, fingerprint: Buffer): Promise<string> {
  return retryLostRaces(() =>
    db.transaction(async (tx) => {
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${fingerprint.toString('hex')}, 0))`,
      );
      const [open] = await tx
        .select({ id: batches.id })
        .from(batches)
        .where(
          and(eq(batches.fingerprint, fingerprint), isNull(batches.finishedAt), isNull(batches.cancelledAt)),
        );
      if (open) await tx.delete(batches).where(eq(batches.id, batchId));
      else
        await tx
          .update(batches)
          .set({ fingerprint, readyAt: sql`clock_timestamp()` })
          .where(eq(batches.id, batchId));
      return open?.id ?? batchId;
    }),
  );
}
