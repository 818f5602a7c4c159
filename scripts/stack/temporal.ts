import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, reaches } from './ports';
import type { Processes } from './processes';
import { saveState, type StackState } from './state';

const run = promisify(execFile);

/** Histories of closed applications can be looked at for this long. */
const retention = '720h';

export interface TemporalOptions {
  namespaces: string[];
  /** Without it the server keeps everything in memory: for tests. */
  persistent: boolean;
}

/** Starts Temporal's development server on loopback and returns its address. Its data is one SQLite file. */
export async function startTemporal(
  binary: string,
  dataDir: string,
  state: StackState,
  processes: Processes,
  { namespaces, persistent }: TemporalOptions,
): Promise<string> {
  const port = await freePort(state.temporalPort);
  state.temporalPort = port;
  saveState(dataDir, state);
  const address = `127.0.0.1:${port}`;
  const folder = path.join(dataDir, 'temporal');
  // The server lays its tables only in a file that it creates: one cut short at the first start would never work.
  if (!state.temporalCreated) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await processes.start({
    name: 'temporal',
    command: binary,
    args: [
      ...[
        'server',
        'start-dev',
        '--headless',
        '--ip',
        '127.0.0.1',
        '--port',
        String(port),
        '--log-level',
        'warn',
      ],
      ...(persistent ? ['--db-filename', path.join(folder, 'temporal.db')] : []),
      ...namespaces.filter((name) => name !== 'default').flatMap((name) => ['--namespace', name]),
    ],
    // The command that asks is a large program, not to be started for a server that does not listen yet.
    isReady: async () => (await reaches(address)) && (await keepHistories(binary, address, namespaces)),
    givesWay: true,
    graceMs: 20_000,
  });
  state.temporalCreated = true;
  saveState(dataDir, state);
  return address;
}

/** True when the server answered and every namespace keeps its histories long enough. */
async function keepHistories(binary: string, address: string, namespaces: string[]): Promise<boolean> {
  try {
    for (const namespace of namespaces) {
      const args = ['operator', 'namespace', 'update', '--namespace', namespace, '--retention', retention];
      await run(binary, [...args, '--address', address, '--command-timeout', '5s'], { timeout: 10_000 });
    }
    return true;
  } catch {
    return false;
  }
}
