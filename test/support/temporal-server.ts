import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { freePort } from '../../scripts/stack/ports';
import { findTemporal } from '../../scripts/stack/temporal-binary';
import { eventually } from './engine';

/** A Temporal server of a test's own, that may be killed and started again with what it had kept. */
export interface OwnTemporal {
  address: string;
  start: () => Promise<void>;
  kill: () => Promise<void>;
  remove: () => Promise<void>;
}

/** @param settings of the server's dynamic configuration, e.g. `limit.historyCount.suggestContinueAsNew=200` */
export async function ownTemporal(...settings: string[]): Promise<OwnTemporal> {
  const binary = await findTemporal(() => undefined);
  const folder = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-temporal-'));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  let server: ChildProcess | null = null;

  const answers = async (): Promise<boolean> => {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 }).catch(() => null);
    await connection?.close();
    return connection !== null;
  };
  const kill = async (): Promise<void> => {
    const running = server;
    server = null;
    if (running === null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await gone;
  };
  return {
    address,
    start: async () => {
      const place = [
        '--ip',
        '127.0.0.1',
        '--port',
        String(port),
        '--db-filename',
        path.join(folder, 'temporal.db'),
      ];
      const configured = settings.flatMap((setting) => ['--dynamic-config-value', setting]);
      server = spawn(
        binary,
        ['server', 'start-dev', '--headless', '--log-level', 'never', ...place, ...configured],
        {
          stdio: 'ignore',
        },
      );
      await eventually(answers, Boolean, 30_000);
    },
    kill,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
