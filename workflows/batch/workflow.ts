import { continueAsNew, proxyActivities, setDefaultSignalHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { ProcessStart } from '../messages';
import { rowByRow } from '../retries';

const worker = proxyActivities<Pick<Activities, 'workBatch'>>(rowByRow);

/** Many rows that somebody confirmed: worked off a slice at a time until none is left, or the rest was cancelled. */
export async function batch(start: ProcessStart): Promise<void> {
  // The only fact, that it is queued, is what starts this workflow; what it knows is in the rows.
  setDefaultSignalHandler(() => undefined);
  const { epoch, id } = start;
  while (!(await worker.workBatch({ epoch, batchId: id })).ended) {
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof batch>(start);
  }
}
