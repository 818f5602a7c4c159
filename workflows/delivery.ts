import { patched, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { gateway, gatewayPatience, ownActs } from './retries';

const outside = proxyActivities<Pick<Activities, 'deliverMessage'>>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: gatewayPatience,
  retry: gateway,
});

type Own = Pick<Activities, 'deliverStraightAway' | 'giveUpMessage'>;

const alone = proxyLocalActivities<Own>(ownActs);

/**
 * Delivers a queued message: straight away inside the worker, which costs the engine nothing; where the gateway is not
 * well, with the patience that it needs. A message that cannot be delivered is marked so and never stops a procedure.
 *
 * @param own the acts of a procedure that does others at the same time, which take turns
 */
export async function deliver(epoch: string, messageId: string, own: Own = alone): Promise<void> {
  try {
    if (patched('straight-away') && (await own.deliverStraightAway({ epoch, messageId })).left) return;
    await outside.deliverMessage({ epoch, messageId });
  } catch {
    await own.giveUpMessage({ epoch, messageId });
  }
}
