import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ownerOf } from './account';
import { createCluster, placeForCluster, postgresBinaries } from './cluster';
import { freePort } from './ports';
import { Problem } from './problem';
import type { Processes } from './processes';
import { saveState, type StackState } from './state';

/** The addresses of the embedded PostgreSQL: the application's database, and the superuser's way in. */
export interface EmbeddedPostgres {
  url: string;
  adminUrl: string;
}

/** Without `durable`, commits do not wait for the disk: for tests only. */
export interface PostgresOptions {
  durable: boolean;
}

const databaseName = 'buoni_spesa';

/**
 * Starts the embedded PostgreSQL of a data folder on loopback, creating cluster, owner and database the first time. A
 * server that a killed start left behind is stopped first. Throws a `Problem` when it cannot run.
 */
export async function startPostgres(
  dataDir: string,
  state: StackState,
  processes: Processes,
  { durable }: PostgresOptions,
): Promise<EmbeddedPostgres> {
  const cluster = state.cluster ?? placeForCluster(dataDir);
  const port = await freePort(state.postgresPort);
  Object.assign(state, { cluster, postgresPort: port });
  saveState(dataDir, state);
  if (!existsSync(cluster)) await createCluster(cluster, state.adminPassword);

  const account = process.getuid?.() === 0 ? ownerOf(cluster) : undefined;
  const admin = `postgres://postgres:${state.adminPassword}@127.0.0.1:${port}/postgres`;
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: '256MB',
    // The details of a refused statement repeat the values of its row.
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  await processes.start({
    name: 'postgres',
    command: path.join(postgresBinaries(account), 'bin/postgres'),
    args: ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    account,
    prepare: () => stopLeftover(realpathSync(cluster)),
    isReady: () => answers(admin),
    // A fast shutdown: sessions are ended, nothing committed is lost.
    stopSignal: 'SIGINT',
    graceMs: 60_000,
  });
  await createDatabaseOnce(admin, state.ownerPassword);
  return {
    url: `postgres://${databaseName}:${state.ownerPassword}@127.0.0.1:${port}/${databaseName}`,
    adminUrl: admin,
  };
}

/** Stops a server that still runs on the cluster, and waits for the last of its sessions. */
async function stopLeftover(cluster: string): Promise<void> {
  const note = path.join(cluster, 'postmaster.pid');
  const [pid, ...rest] = existsSync(note) ? readFileSync(note, 'utf8').split('\n') : [];
  for (let waited = 0, left = runningOn(cluster); left.length > 0; waited += 50, left = runningOn(cluster)) {
    if (waited === 0 && left.includes(Number(pid))) process.kill(Number(pid), 'SIGINT');
    if (waited > 60_000)
      throw new Problem(`PostgreSQL still runs on ${cluster} (process ${left[0]}): stop it first.`);
    await sleep(50);
  }
  // The noted number may be some other program's by now, which PostgreSQL would take for a server; its own parent's
  // number it passes over. The rest of the note, which guards the shared memory, stays.
  if (pid !== undefined) writeFileSync(note, [process.pid, ...rest].join('\n'));
}

/** The processes whose working folder is the cluster: a server and its sessions. Known on Linux only. */
function runningOn(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && worksIn(pid) === cluster);
}

function worksIn(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await query(url, 'SELECT 1');
    return true;
  } catch {
    return false;
  }
}

async function createDatabaseOnce(admin: string, ownerPassword: string): Promise<void> {
  const found = await query(admin, `SELECT 1 FROM pg_database WHERE datname = '${databaseName}'`);
  if (found.rowCount === 1) return;
  const roles = await query(admin, `SELECT 1 FROM pg_roles WHERE rolname = '${databaseName}'`);
  if (roles.rowCount === 0)
    await query(admin, `CREATE ROLE ${databaseName} LOGIN PASSWORD '${ownerPassword}'`);
  await query(admin, `CREATE DATABASE ${databaseName} OWNER ${databaseName}`);
}

async function query(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}
