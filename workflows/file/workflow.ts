import { proxyActivities, setDefaultSignalHandler } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { ProcessStart } from '../messages';
import { fileRemoval } from '../retries';

const store = proxyActivities<Pick<Activities, 'removeFile'>>(fileRemoval);

/** The copy of a file that was taken away is taken away too, however long the service that keeps it is out of order. */
export async function file({ epoch, id }: ProcessStart): Promise<void> {
  // The only fact, that it was taken away, is what starts this workflow.
  setDefaultSignalHandler(() => undefined);
  await store.removeFile({ epoch, fileId: id });
}
