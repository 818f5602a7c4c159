import { WorkflowExecutionAlreadyStartedError, type WorkflowClient } from '@temporalio/client';
import { asc, inArray, lte, sql } from 'drizzle-orm';
import type { Queryable } from '../db/client';
import { readEpoch } from '../db/queries/installation';
import { outbox } from '../db/schema/delivery';
import { withoutPersonalData } from '../domain/redaction';
import { beginSpan, type Span } from '../tracing/spans';
import { taskQueue, workflowId, type ProcessStart } from '../workflows/messages';

type OutboxRow = typeof outbox.$inferSelect;

/** Events of one business id in one process: a programme has a waiting list and a retention. */
type Lane = [first: OutboxRow, ...OutboxRow[]];

/** Rows taken in one go; each go is one transaction, so a crash repeats at most these. */
const batch = 200;

/** Events told in one signal: what a workflow takes in at once stays far below what the engine carries in a message. */
const toldAtOnce = 20;

/** Deliveries under way at once: the engine answers each in a few milliseconds when all is well. */
const abreast = 16;

/** No call waits longer for the engine; the rows are tried again instead. */
const patienceMs = 5_000;

/**
 * Takes what is due in the outbox to the workflow engine: each row at least once, those of one business id in order
 * within a go. Rows are removed in the transaction that held them, after delivery: a relay killed in between delivers
 * again, and the workflow drops what it has seen. Any number of relays share the work.
 *
 * @returns how many rows were delivered and how many failed
 */
export async function relayOnce(
  db: Queryable,
  client: WorkflowClient,
): Promise<{ delivered: number; failed: number }> {
  const epoch = await readEpoch(db);
  return db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(outbox)
      .where(lte(outbox.nextAttemptAt, sql`now()`))
      .orderBy(asc(outbox.id))
      .limit(batch)
      .for('update', { skipLocked: true });
    const delivered: number[] = [];
    let failed = 0;
    await inLanes(lanesOf(rows), async (lane) => {
      // Where the engine does not answer one, it will not answer the others: they wait for the next go.
      if (failed > 0) return;
      try {
        await deliver(client, epoch, lane);
        delivered.push(...lane.map(({ id }) => id));
      } catch (fault) {
        failed++;
        return postpone(tx, lane, fault);
      }
    });
    if (delivered.length > 0) await tx.delete(outbox).where(inArray(outbox.id, delivered));
    return { delivered: delivered.length, failed };
  });
}

/** The rows of each business id in their order, as many as are told at once; the others wait for the next go. */
function lanesOf(rows: OutboxRow[]): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const row of rows) {
    const key = `${row.process}:${row.businessId}`;
    const lane = lanes.get(key);
    if (!lane) lanes.set(key, [row]);
    else if (lane.length < toldAtOnce) lane.push(row);
  }
  return [...lanes.values()];
}

async function inLanes<T>(lanes: T[], work: (lane: T) => Promise<void>): Promise<void> {
  const ahead = [...lanes];
  const worker = async (): Promise<void> => {
    for (let lane = ahead.shift(); lane; lane = ahead.shift()) await work(lane);
  };
  await Promise.all(Array.from({ length: abreast }, worker));
}

/** Tells the workflow of a business id what happened, in one signal; the first word starts it. */
async function deliver(client: WorkflowClient, epoch: string, lane: Lane): Promise<void> {
  const [{ process, businessId, event }] = lane;
  const start: ProcessStart = { epoch, id: businessId };
  const steps = lane.map(({ trace }) => (trace ? beginSpan(`tell ${process}`, 'consumer', trace) : null));
  let failed: unknown;
  try {
    await client.withDeadline(Date.now() + patienceMs, () =>
      client.signalWithStart(process, {
        workflowId: workflowId(process, start),
        taskQueue,
        args: [start],
        signal: event.kind,
        signalArgs: lane.flatMap((row, place) => eventsOf(row, steps[place])),
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  } catch (fault) {
    // The procedure has ended: it had taken in all it waits for, so this was a repetition.
    if (fault instanceof WorkflowExecutionAlreadyStartedError) return;
    failed = fault;
    throw fault;
  } finally {
    for (const step of steps) step?.end({}, failed);
  }
}

const eventsOf = ({ event, number }: OutboxRow, step: Span | null = null): object[] =>
  event.kind === 'recalled' ? event.events : [{ ...event, number, ...(step && { trace: step.trace }) }];

/** Tries again soon, then ever more slowly up to a quarter of a minute. Later rows of the same business id wait with the first. */
async function postpone(tx: Queryable, rows: OutboxRow[], fault: unknown): Promise<void> {
  await tx
    .update(outbox)
    .set({
      attempts: sql`${outbox.attempts} + 1`,
      nextAttemptAt: sql`now() + least(interval '15 seconds', interval '250 milliseconds' * power(2, least(${outbox.attempts}, 10)))`,
      error: withoutPersonalData(String(fault)).slice(0, 500),
    })
    .where(
      inArray(
        outbox.id,
        rows.map(({ id }) => id),
      ),
    );
}
