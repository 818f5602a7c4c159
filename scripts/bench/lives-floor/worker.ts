/** The worker of the floor: its activities do nothing, but that the voucher's is answered by the signals that follow it. */
import { Context } from '@temporalio/activity';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

/** How long the holder of a voucher takes to spend it, in milliseconds. */
const untilSpentMs = 50;

const address = process.env.TEMPORAL_ADDRESS ?? '';
Runtime.install({ logger: new DefaultLogger('WARN') });
const connection = await NativeConnection.connect({ address });
const client = new Client({ connection: await Connection.connect({ address }) });

const activities = {
  act: () => Promise.resolve(),
  issue: () => {
    const { workflowId } = Context.current().info.workflowExecution ?? { workflowId: '' };
    const life = client.workflow.getHandle(workflowId);
    const spent = (): void => void setTimeout(() => void life.signal('exhausted'), untilSpentMs);
    void life.signal('issued').then(spent);
    return Promise.resolve();
  },
};
export type BareActivities = typeof activities;

const worker = await Worker.create({
  connection,
  taskQueue: 'floor',
  workflowsPath: `${import.meta.dirname}/workflow.ts`,
  activities,
  // As the real worker has it.
  maxCachedWorkflows: 500,
});
process.send?.('ready');
await worker.run();
