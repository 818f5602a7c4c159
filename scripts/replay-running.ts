/**
 * `npm run replay:running`: continues every procedure that is under way by the workflows as they are built here, in memory and
 * without doing anything, and names those that would stand still. For a release before its workers are given anything.
 */
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { engineOptions } from '../env';
import { dataConverter } from '../keys/payloads';
import { buildWorkflows, workflowBundle } from './stack/build';
import { checkedEnvironment, takeFiles } from './stack/environment';

takeFiles();
const env = checkedEnvironment(process.env);
// What is found is said below, once.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
await buildWorkflows();
const connection = await Connection.connect(engineOptions(env));
const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE, dataConverter });
const running = client.workflow.list({ query: 'ExecutionStatus = "Running"' }).intoHistories();
const options = { workflowBundle: { codePath: workflowBundle }, dataConverter };
let replayed = 0;
let broken = 0;
for await (const { workflowId, error } of Worker.runReplayHistories(options, running)) {
  replayed++;
  if (error === undefined) continue;
  broken++;
  console.log(`✗ ${workflowId}`);
}
await connection.close();
console.log(
  broken === 0
    ? `All ${replayed} procedures under way go on.`
    : `${broken} of ${replayed} procedures under way would stand still.`,
);
process.exit(broken === 0 ? 0 : 1);
