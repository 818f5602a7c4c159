import { step } from '../stack/progress';
import { openState } from '../stack/state';
import { startTemporal } from '../stack/temporal';
import { findTemporal } from '../stack/temporal-binary';
import { startTemporalServer } from '../stack/temporal-server';
import type { BenchStack } from './part';

/**
 * Starts the workflow engine: the production server, or with `ENGINE=development` the development server, for a machine
 * without Go.
 *
 * @param server the address of a superuser of the PostgreSQL that the production server keeps its histories in
 * @returns the address of the frontend, `host:port`
 */
export async function startEngine(stack: BenchStack, server: string): Promise<string> {
  if (process.env.ENGINE !== 'development')
    return startTemporalServer(stack.dataDir, server, stack.processes);
  const binary = await step('Temporal CLI', findTemporal);
  const options = { namespaces: ['default'], persistent: true };
  return startTemporal(binary, stack.dataDir, openState(stack.dataDir), stack.processes, options);
}
