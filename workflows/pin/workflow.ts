import { proxyActivities, proxyLocalActivities, setDefaultSignalHandler, sleep } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { ProcessStart } from '../messages';
import { gateway, ownActs } from '../retries';

const own = proxyLocalActivities<Pick<Activities, 'pinLetterDue'>>(ownActs);

/** A carrier of letters out of order is waited for: without the second part a PIN never becomes whole. */
const post = proxyActivities<Pick<Activities, 'sendPinLetter'>>({
  startToCloseTimeout: '1m',
  retry: gateway,
});

/** A PIN that was asked for: some days after the first part, the second goes by letter. */
export async function pin({ epoch, id }: ProcessStart): Promise<void> {
  // The only fact, that it was asked for, is what starts this workflow.
  setDefaultSignalHandler(() => undefined);
  const { dueAt } = await own.pinLetterDue({ epoch, pinId: id });
  if (dueAt === null) return;
  await sleep(Math.max(0, Date.parse(dueAt) - Date.now()));
  await post.sendPinLetter({ epoch, pinId: id });
}
