import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { batches } from '../../db/schema/batches';
import { batchNeeds, type BatchKind } from '../../domain/batch/batch';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';

export type User = Extract<Actor, { kind: 'user' }>;
export type Batch = typeof batches.$inferSelect;

/** Whether the actor may do this to many at once: it takes the permission for each of them too. */
export const mayRun = (actor: Actor, kind: BatchKind): actor is User =>
  actor.kind === 'user' && may(actor, 'batch.run', false) && may(actor, batchNeeds[kind], false);

/** Holds a batch for somebody of the office. To others it does not exist. */
export async function holdBatch(tx: Queryable, actor: Actor, batchId: string): Promise<Outcome<Batch>> {
  const [held] = await tx.select().from(batches).where(eq(batches.id, batchId)).for('update');
  if (!held || actor.kind !== 'user' || !may(actor, 'batch.run', false))
    return refused({ code: 'not-found' });
  return ok(held);
}
