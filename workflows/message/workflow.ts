import { setDefaultSignalHandler } from '@temporalio/workflow';
import { deliver } from '../delivery';
import type { ProcessStart } from '../messages';

/** Delivers a message that belongs to no other procedure (access codes, recovery links). */
export async function message({ epoch, id }: ProcessStart): Promise<void> {
  // The only fact, that it is queued, is what starts this workflow.
  setDefaultSignalHandler(() => undefined);
  await deliver(epoch, id);
}
