import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat, log } from '@temporalio/activity';
import { finishBatch, workNextRow } from '../commands/batch/work';
import type { Database } from '../db/client';

/** How long one activity is at it; the workflow's history grows by an activity, not by a row. */
const sliceMs = 15_000;

/** More often than the engine misses it (workflows/retries.ts). */
const heartbeatMs = 3_000;

/** Until somebody else's row, held right now, is done. */
const othersMs = 500;

/**
 * Works the rows of a batch off, one after the other, for a slice of time. Rows already done are passed over, so that it
 * may be run again at any time.
 *
 * @returns whether the batch has ended
 */
export async function workBatch(db: Database, batchId: string): Promise<{ ended: boolean }> {
  const beating = setInterval(heartbeat, heartbeatMs);
  const until = Date.now() + sliceMs;
  try {
    while (Date.now() < until) {
      if (await workNextRow(db, batchId, (row) => log.warn('a row met a fault', { ...row }))) continue;
      if (await finishBatch(db, batchId)) return { ended: true };
      await pause(othersMs);
    }
    return { ended: false };
  } finally {
    clearInterval(beating);
  }
}
