import { continueAsNew, proxyLocalActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import { ownActs } from '../retries';

const own = proxyLocalActivities<Activities>(ownActs);

/**
 * Opens the settlements that are missing, now and every hour: of a merchant that has begun to take vouchers, or was owed
 * something after its agreement had ended. One for each epoch, started by every worker that starts.
 */
export async function settlementOpenings(start: { epoch: string }): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) {
    await own.openSettlements(start);
    await sleep('1 hour');
  }
  await continueAsNew<typeof settlementOpenings>(start);
}
