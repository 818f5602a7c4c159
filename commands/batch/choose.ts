import { and, between, count, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { batches, batchRows } from '../../db/schema/batches';
import { outbox } from '../../db/schema/delivery';
import { batchStage } from '../../domain/batch/batch';
import type { RowState } from '../../domain/batch/row';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdBatch, mayRun, type Batch, type User } from './authorise';

/** The rows a page of the preview showed, and which of them are taken out. */
export interface Exclusion {
  from: number;
  to: number;
  excluded: readonly number[];
}

/**
 * Takes rows of a preview out, or puts them in again.
 *
 * Refusals: `not-found`; `forbidden` (somebody else's); `act-not-allowed` (no longer a preview).
 */
export async function excludeRows(
  db: Queryable,
  actor: Actor,
  input: { batchId: string } & Exclusion,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdPreview(tx, actor, input.batchId);
    if (!held.ok) return held;
    await exclude(tx, input.batchId, input);
    return ok(null);
  });
}

/**
 * Confirms a batch: what its preview shows begins to be done. Confirming it again changes nothing.
 *
 * Refusals: `not-found`; `forbidden` (somebody else's); `act-not-allowed` (cancelled); `invalid` (no row is left to do).
 */
export async function confirmBatch(
  db: Queryable,
  actor: Actor,
  input: { batchId: string; exclusion?: Exclusion },
): Promise<Outcome<null>> {
  const { batchId, exclusion } = input;
  return transact(db, async (tx) => {
    const held = await holdOwn(tx, actor, batchId);
    if (!held.ok) return held;
    if (held.value.confirmedAt !== null) return ok(null);
    if (held.value.readyAt === null) return refused({ code: 'act-not-allowed' });
    if (exclusion) await exclude(tx, batchId, exclusion);
    const [left] = await tx
      .select({ rows: count() })
      .from(batchRows)
      .where(and(eq(batchRows.batchId, batchId), eq(batchRows.state, 'in coda')));
    if (!left?.rows) return refused(invalid('', 'batch-none-left'));
    await tx
      .update(batches)
      .set({ confirmedAt: sql`clock_timestamp()` })
      .where(eq(batches.id, batchId));
    await tx
      .insert(outbox)
      .values({ process: 'batch', businessId: batchId, number: 1, event: { kind: 'queued' } });
    return ok(null);
  });
}

/**
 * Ends a batch early: a preview is dropped; of one that runs the rows not yet done are left as they are.
 *
 * Refusals: `not-found`; `forbidden` (neither its author nor a responsabile); `act-not-allowed` (it has ended).
 */
export async function cancelBatch(
  db: Queryable,
  actor: Actor,
  input: { batchId: string },
): Promise<Outcome<{ dropped: boolean }>> {
  return transact<{ dropped: boolean }>(db, async (tx) => {
    const held = await holdBatch(tx, actor, input.batchId);
    if (!held.ok) return held;
    if (!isTheirs(actor, held.value) && !(actor.kind === 'user' && actor.role === 'responsabile')) {
      return refused({ code: 'forbidden' });
    }
    const mine = eq(batches.id, input.batchId);
    switch (batchStage(held.value)) {
      case 'lettura':
      case 'anteprima':
        await tx.delete(batches).where(mine);
        return ok({ dropped: true });
      case 'in corso':
        await tx
          .update(batches)
          .set({ cancelledAt: sql`clock_timestamp()`, cancelledBy: (actor as User).id })
          .where(mine);
        return ok({ dropped: false });
      case 'annullato':
        return ok({ dropped: false });
      case 'finito':
        return refused({ code: 'act-not-allowed' });
    }
  });
}

async function exclude(tx: Queryable, batchId: string, { from, to, excluded }: Exclusion): Promise<void> {
  const move = (before: RowState, after: RowState, which: 'ticked' | 'others') =>
    tx
      .update(batchRows)
      .set({ state: after })
      .where(
        and(
          eq(batchRows.batchId, batchId),
          eq(batchRows.state, before),
          between(batchRows.position, from, to),
          which === 'ticked'
            ? inArray(batchRows.position, [...excluded])
            : notInArray(batchRows.position, [...excluded]),
        ),
      );
  await move('in coda', 'esclusa', 'ticked');
  await move('esclusa', 'in coda', 'others');
}

const isTheirs = (actor: Actor, batch: Batch): boolean =>
  actor.kind === 'user' && actor.id === batch.requestedBy;

/** A batch acts in its author's name: only they choose its rows and confirm it. */
async function holdOwn(tx: Queryable, actor: Actor, batchId: string): Promise<Outcome<Batch>> {
  const held = await holdBatch(tx, actor, batchId);
  if (!held.ok) return held;
  return isTheirs(actor, held.value) && mayRun(actor, held.value.kind)
    ? held
    : refused({ code: 'forbidden' });
}

async function holdPreview(tx: Queryable, actor: Actor, batchId: string): Promise<Outcome<Batch>> {
  const held = await holdOwn(tx, actor, batchId);
  if (!held.ok) return held;
  return batchStage(held.value) === 'anteprima' ? held : refused({ code: 'act-not-allowed' });
}
