/**
 * `npm run worker:version`: says which version of the workers is given the procedures; with `-- BUILD_ID` gives them to that
 * one, with `-- none` to workers without a version. See docs/deploy/machines.md.
 */
import { Client, Connection } from '@temporalio/client';
import { engineOptions } from '../env';
import { currentVersion, makeCurrent } from '../relay/version';
import { checkedEnvironment } from './stack/environment';
import { Problem } from './stack/problem';

const [wanted] = process.argv.slice(2);
const env = checkedEnvironment(process.env);
const connection = await Connection.connect(engineOptions(env));
const { workflow } = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
try {
  if (wanted !== undefined) await makeCurrent(workflow, wanted === 'none' ? null : wanted);
  console.log(`Procedures go to: ${(await currentVersion(workflow)) ?? 'workers without a version'}`);
} catch (fault) {
  const { details } = fault as { details?: string };
  throw new Problem(`The engine says: ${details || (fault as Error).message}`);
} finally {
  await connection.close();
}
