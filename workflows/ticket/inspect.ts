import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import { inspection } from '../retries';

const inspector = proxyActivities<Pick<Activities, 'inspectTicketFile'>>(inspection);

/** Inspects a file that came with a ticket; until it is, nobody is given it. */
export const inspectFile = (epoch: string, fileId: string): Promise<void> =>
  inspector.inspectTicketFile({ epoch, fileId });
