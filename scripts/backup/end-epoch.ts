import type { WorkflowClient } from '@temporalio/client';
import { processNames } from '../../domain/processes';
import { openingsId } from '../../workflows/settlement/messages';
import { workflowId } from '../../workflows/messages';

/**
 * Ends the procedures of an epoch that is over: they could write nothing any more, and would only fail.
 *
 * @returns how many there were
 */
export async function endEpoch(client: WorkflowClient, epoch: string): Promise<number> {
  const beginnings = [
    ...processNames.map((process) => workflowId(process, { epoch, id: '' })),
    openingsId(epoch),
  ];
  let ended = 0;
  for (const beginning of beginnings) {
    const query = `ExecutionStatus = "Running" AND WorkflowId STARTS_WITH "${beginning}"`;
    for await (const { workflowId: id } of client.list({ query })) {
      await client.getHandle(id).terminate('the database was put back: a new epoch has begun');
      ended++;
    }
  }
  return ended;
}
