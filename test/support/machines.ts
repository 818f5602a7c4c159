import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { migrate } from '../../db/migrate';
import { dataConverter } from '../../keys/payloads';
import { makeCurrent } from '../../relay/version';
import { loadDemo } from '../../scripts/demo/load';
import { startWeb, startWorker } from '../../scripts/stack/application';
import { portalEnvironment } from '../../scripts/stack/environment';
import { freePort } from '../../scripts/stack/ports';
import { startPostgres } from '../../scripts/stack/postgres';
import { Processes } from '../../scripts/stack/processes';
import { openState } from '../../scripts/stack/state';
import { startTemporalServer } from '../../scripts/stack/temporal-server';
import { eventually } from './engine';
import { given } from './given';

export type Machine = 'web-1' | 'web-2' | 'worker-1' | 'worker-2';

/**
 * Two web and two worker processes, as on machines of their own: one PostgreSQL, and the production server of Temporal that
 * keeps its histories there. Whatever ends is started again, as the system's own keeper of services would.
 */
export interface Machines {
  databaseUrl: string;
  /** The superuser of the PostgreSQL in which the engine keeps its own two databases. */
  adminUrl: string;
  /** The address people open, whichever process answers. */
  origin: string;
  client: Client;
  /** Asks a web process, and the other where that one cannot be reached or does not end its answer: as the proxy in front. */
  ask: (path: string, init: RequestInit) => Promise<Response>;
  /** Signs in, or anything else that asks one web process several times. */
  onAny: <T>(act: (url: string) => Promise<T>) => Promise<T>;
  /** Kills it at once. @returns waits until another runs in its place */
  kill: (machine: Machine) => () => Promise<void>;
  logs: () => string;
  close: () => Promise<void>;
}

const version = 'of-the-test';

export async function openMachines(): Promise<Machines> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-machines-'));
  // PostgreSQL's account must pass through it.
  chmodSync(folder, 0o711);
  const state = { ...openState(folder), encryptionKeys: given('ENCRYPTION_KEYS') };
  const processes = new Processes(folder);
  const { url: databaseUrl, adminUrl } = await startPostgres(folder, state, processes, { durable: true });
  await migrate(databaseUrl);
  await loadDemo(databaseUrl);
  const address = await startTemporalServer(folder, adminUrl, processes);
  const ports = [await freePort(), await freePort()];
  const urls = ports.map((port) => `http://localhost:${port}`);
  const { authSecret, encryptionKeys } = state;
  const environment: Record<string, string> = {
    ...portalEnvironment(
      { authSecret, encryptionKeys, dataDir: folder },
      { url: databaseUrl, port: ports[0] ?? 0, engine: address },
    ),
    WORKER_BUILD_ID: version,
  };
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, dataConverter });
  for (const name of ['1', '2']) await startWorker(processes, { name, environment });
  await eventually(
    () => makeCurrent(client.workflow, version).then(() => 'made', String),
    (said) => said === 'made',
  );
  for (const [at, port] of ports.entries())
    await startWeb(processes, { host: '127.0.0.1', port, name: String(at + 1), environment });

  let turn = 0;
  const onAny: Machines['onAny'] = async (act) => {
    const first = turn++;
    let fault: unknown;
    for (let attempt = 0; attempt < 4; attempt++) {
      try {
        return await act(urls[(first + attempt) % urls.length] ?? '');
      } catch (failed) {
        fault = failed;
      }
    }
    throw fault;
  };
  const pidOf = (machine: Machine): number | undefined => {
    const written = readFileSync(path.join(folder, 'processes.json'), 'utf8');
    const { processes: all } = JSON.parse(written) as { processes: { name: string; pid: number }[] };
    return all.find(({ name }) => name === machine)?.pid;
  };
  const log = (name: string): string => readFileSync(path.join(folder, 'logs', `${name}.log`), 'utf8');
  const begun = { web: 'Ready in', worker: 'the worker runs' };
  const starts = (machine: Machine): number =>
    log(machine).split(machine.startsWith('web') ? begun.web : begun.worker).length - 1;

  return {
    databaseUrl,
    adminUrl,
    origin: urls[0] ?? '',
    client,
    onAny,
    ask: (where, init) =>
      onAny(async (url) => {
        const answer = await fetch(url + where, { ...init, signal: AbortSignal.timeout(10_000) });
        // Read here: a process that dies while it answers has not answered.
        return new Response(await answer.text(), { status: answer.status, headers: answer.headers });
      }),
    kill: (machine) => {
      const before = starts(machine);
      const pid = pidOf(machine);
      if (pid === undefined) throw new Error(`${machine} does not run`);
      process.kill(pid, 'SIGKILL');
      return async () => {
        await eventually(
          () => Promise.resolve(starts(machine)),
          (now) => now > before,
          30_000,
        );
      };
    },
    logs: () => ['web-1', 'web-2', 'worker-1', 'worker-2', 'postgres', 'temporal'].map(log).join('\n'),
    close: async () => {
      await connection.close();
      await processes.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
