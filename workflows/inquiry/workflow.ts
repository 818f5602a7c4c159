import {
  condition,
  proxyActivities,
  proxyLocalActivities,
  setDefaultSignalHandler,
} from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { ProcessStart } from '../messages';
import { ownActs, register, registerPatience } from '../retries';

const outside = proxyActivities<Pick<Activities, 'askRegister'>>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: registerPatience,
  retry: register,
});

const own = proxyLocalActivities<Pick<Activities, 'giveUpInquiry'>>(ownActs);

/** A register is asked about one application, patiently; nobody waits for it, and after a week it is given up. */
export async function inquiry({ epoch, id: inquiryId }: ProcessStart): Promise<void> {
  let asked = false;
  setDefaultSignalHandler(() => void (asked = true));
  await condition(() => asked);
  try {
    await outside.askRegister({ epoch, inquiryId });
  } catch {
    await own.giveUpInquiry({ epoch, inquiryId });
  }
}
