import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { portalEnvironment } from '../stack/environment';
import { startWeb, startWorker } from '../stack/application';
import { freePort } from '../stack/ports';
import { startPostgres } from '../stack/postgres';
import { Processes } from '../stack/processes';
import { openState, saveState } from '../stack/state';
import { startTemporal } from '../stack/temporal';
import { findTemporal } from '../stack/temporal-binary';
import { mountDisk, type Disk } from './disk';
import { openLine, type Line } from './line';

/** The whole system of a run, each part a process of its own. */
export interface ChaosStack {
  processes: Processes;
  authSecret: string;
  /** Where the two web processes listen, and the address they both stand for. */
  ports: number[];
  origin: string;
  /** Around the lines that are made slow, for whoever looks on. */
  environment: Record<string, string>;
  adminUrl: string;
  lines: { postgres: Line; temporal: Line };
  /** Null where PostgreSQL could not be given a disk of its own. */
  disk: Disk | null;
  stop: () => Promise<void>;
}

/** Starts the servers; the database is still empty. */
export async function startServers(dataDir: string, tell: (sentence: string) => void): Promise<ChaosStack> {
  const state = openState(dataDir);
  const { authSecret, encryptionKeys } = state;
  process.env.ENCRYPTION_KEYS = encryptionKeys;
  const processes = new Processes(dataDir, {}, { pauseMs: () => 50, tell });
  const disk = mountDisk(path.join(dataDir, 'disk'));
  if (disk) saveState(dataDir, Object.assign(state, { cluster: path.join(disk.folder, 'postgres') }));
  const { url, adminUrl } = await startPostgres(dataDir, state, processes, { durable: true });
  const served = { namespaces: ['default'], persistent: true };
  const engine = await startTemporal(await findTemporal(() => undefined), dataDir, state, processes, served);
  const [postgres, temporal] = await Promise.all([
    openLine(portOf(url)),
    openLine(portOf(`tcp://${engine}`)),
  ]);
  const ports = [await freePort(), await freePort()];
  const given = { authSecret, encryptionKeys, dataDir };
  let stopping: Promise<void> | undefined;
  const environment = portalEnvironment(given, { url, port: ports[0] ?? 0, engine });
  return {
    ...{ processes, authSecret, ports, environment, adminUrl, disk },
    origin: environment.APP_URL ?? '',
    lines: { postgres, temporal },
    stop: () =>
      (stopping ??= (async () => {
        disk?.empty();
        await processes.stop();
        for (const line of [postgres, temporal]) line.close();
        disk?.remove();
      })()),
  };
}

/** What the processes of the roles find in their environment: the servers behind the lines. */
export function roleEnvironment({ lines, environment }: ChaosStack): Record<string, string> {
  const url = new URL(environment.DATABASE_URL ?? '');
  url.port = String(lines.postgres.port);
  return {
    ...environment,
    DATABASE_URL: url.href,
    TEMPORAL_ADDRESS: `127.0.0.1:${lines.temporal.port}`,
    // Each citizen comes from an address of their own, as behind a proxy.
    TRUSTED_PROXIES: '1',
  };
}

/** Starts the web pages and the workers, the relay in each, twice each behind the lines. */
export async function startRoles(
  stack: ChaosStack,
  more: Partial<Record<'web' | 'worker', Record<string, string>>>,
): Promise<void> {
  const [{ processes, ports }, shared] = [stack, roleEnvironment(stack)];
  for (const [place, port] of ports.entries()) {
    const name = String(place + 1);
    await startWorker(processes, { name, environment: { ...shared, ...more.worker } });
    await startWeb(processes, { host: '127.0.0.1', port, name, environment: { ...shared, ...more.web } });
  }
}

/** A process and all that it started. Known on Linux only; elsewhere the process alone. */
export function familyOf(pid: number): number[] {
  if (!existsSync('/proc')) return [pid];
  const children = readdirSync('/proc').flatMap((entry) => {
    const child = Number(entry);
    return child > 0 && parentOf(child) === pid ? [child] : [];
  });
  return [pid, ...children.flatMap(familyOf)];
}

function parentOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

const portOf = (address: string): number => Number(new URL(address).port);
