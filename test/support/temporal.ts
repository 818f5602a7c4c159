import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { expect } from 'vitest';
import type { engineOptions } from '../../env';
import { dataConverter } from '../../keys/payloads';
import { given } from './given';
import { namespaceOf } from './projects';

/** The Temporal server of the run, in a namespace that no other test file uses at the same time. */
export interface TestTemporal {
  client: Client;
  /** What a `Worker` in the test connects with. */
  workerConnection: NativeConnection;
  namespace: string;
  /** Where the prebuilt workflow code is: `workflowBundle: { codePath }`. */
  codePath: string;
  close: () => Promise<void>;
}

/**
 * Connects to the Temporal server that `npm test` started, or to another. Close it, after the workers, when the file ends.
 *
 * @param where its address, or how it is reached where that asks for more
 */
export async function temporal(
  where: string | ReturnType<typeof engineOptions> = given('TEST_TEMPORAL_ADDRESS'),
  namespace = namespaceOf(expect.getState().testPath ?? ''),
): Promise<TestTemporal> {
  const options = typeof where === 'string' ? { address: where } : where;
  const connection = await Connection.connect(options);
  const workerConnection = await NativeConnection.connect(options);
  return {
    client: new Client({ connection, namespace, dataConverter }),
    workerConnection,
    namespace,
    codePath: given('TEST_WORKFLOW_BUNDLE'),
    close: async () => {
      await workerConnection.close();
      await connection.close();
    },
  };
}
