import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { outbox } from '../../db/schema/delivery';
import { retentionEvents, retentions } from '../../db/schema/retention';
import { eraseAt, retentionMonths, type RetentionEvent } from '../../domain/retention/terms';
import { asRecorded, system, type Actor } from '../../domain/roles';

export type Retention = typeof retentions.$inferSelect;

/** Begins the term of a programme that is closed in the caller's transaction, and tells the workflow that waits for its end. */
export async function beginRetention(tx: Queryable, programmeId: string): Promise<void> {
  const closedAt = await databaseNow(tx);
  const months = retentionMonths.usual;
  const until = eraseAt(closedAt, months);
  const begun = await tx
    .insert(retentions)
    .values({ programmeId, closedAt, months, eraseAt: until, eventNumber: 1 })
    .onConflictDoNothing()
    .returning();
  if (begun.length > 0)
    await append(tx, programmeId, 1, system, { kind: 'closed', eraseAt: until.toISOString() });
}

/** Holds the retention of a programme until the transaction ends, with the database's own time. */
export async function holdRetention(
  tx: Queryable,
  programmeId: string,
): Promise<(Retention & { now: Date }) | null> {
  const [held] = await tx
    .select()
    .from(retentions)
    .where(eq(retentions.programmeId, programmeId))
    .for('update');
  return held ? { ...held, now: await databaseNow(tx) } : null;
}

/** Writes what happened to a held retention. Its end, which the workflow brings about, is not told to it. */
export async function recordRetentionEvent(
  tx: Queryable,
  held: Retention,
  actor: Actor,
  event: RetentionEvent,
  changes: Partial<Pick<Retention, 'months' | 'eraseAt' | 'doneAt'>> = {},
): Promise<void> {
  const number = held.eventNumber + 1;
  await tx
    .update(retentions)
    .set({ ...changes, eventNumber: number })
    .where(eq(retentions.programmeId, held.programmeId));
  await append(tx, held.programmeId, number, actor, event);
}

async function append(
  tx: Queryable,
  programmeId: string,
  number: number,
  actor: Actor,
  event: RetentionEvent,
): Promise<void> {
  await tx.insert(retentionEvents).values({
    programmeId,
    number,
    kind: event.kind,
    payload: event,
    ...asRecorded(actor),
  });
  if (event.kind !== 'finished')
    await tx.insert(outbox).values({ process: 'retention', businessId: programmeId, number, event });
}
