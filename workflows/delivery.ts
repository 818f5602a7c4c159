import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { gateway, gatewayPatience, ownActs } from './retries';

const outside = proxyActivities<Pick<Activities, 'deliverMessage'>>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: gatewayPatience,
  retry: gateway,
});

const alone = proxyLocalActivities<Pick<Activities, 'giveUpMessage'>>(ownActs);

/**
 * Delivers a queued message. A message that cannot be delivered is marked so and never stops a procedure.
 *
 * @param own the acts of a procedure that does others at the same time, which take turns
 */
export async function deliver(
  epoch: string,
  messageId: string,
  own: Pick<Activities, 'giveUpMessage'> = alone,
): Promise<void> {
  try {
    await outside.deliverMessage({ epoch, messageId });
  } catch {
    await own.giveUpMessage({ epoch, messageId });
  }
}
