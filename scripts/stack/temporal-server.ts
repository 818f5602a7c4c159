import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import pg from 'pg';
import { freePort } from './ports';
import { Problem } from './problem';
import type { Processes } from './processes';
import { step } from './progress';

const run = promisify(execFile);

const modulePath = path.resolve('tools/temporal-server');
const programs = path.join(os.homedir(), '.cache/buoni-spesa/temporal-server');

/** As the production server is installed; what it is built with cannot be changed afterwards. */
const historyShards = 512;

/** Connections of each of its four services to its two databases. */
const connections = { default: 20, visibility: 4 };

/**
 * Starts the production server of Temporal on a PostgreSQL that is there, with databases and a namespace `default` of its
 * own, all its services in one process on loopback.
 *
 * @param server the address of a superuser of that PostgreSQL
 * @returns the address of the frontend, `host:port`
 */
export async function startTemporalServer(
  dataDir: string,
  server: string,
  processes: Processes,
): Promise<string> {
  await step('The production server of Temporal, built with Go: some minutes, once', buildOnce);
  const databases = { default: 'temporal', visibility: 'temporal_visibility' };
  await step('Its schema', async () => {
    await laySchema(server, databases.default, 'postgresql/v12/temporal');
    await laySchema(server, databases.visibility, 'postgresql/v12/visibility');
  });
  const ports = await Promise.all(Array.from({ length: 8 }, () => freePort()));
  const folder = path.join(dataDir, 'engine');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'server.json');
  // YAML, of which JSON is a part.
  writeFileSync(file, JSON.stringify(configuration(server, databases, ports)), { mode: 0o600 });
  const address = `127.0.0.1:${ports[0]}`;
  await processes.start({
    name: 'temporal',
    command: path.join(programs, 'server'),
    args: ['--config-file', file, '--allow-no-auth', 'start'],
    isReady: () => hasNamespace(address),
    givesWay: true,
    graceMs: 20_000,
  });
  return address;
}

/** Whether the server is there, or could be built. */
export async function canStartTemporalServer(): Promise<boolean> {
  return isBuilt() || (await hasGo());
}

const isBuilt = (): boolean => ['server', 'sql'].every((name) => existsSync(path.join(programs, name)));

const hasGo = (): Promise<boolean> =>
  run('go', ['version']).then(
    () => true,
    () => false,
  );

/** Builds both programs beside their place and moves them there whole; what else runs on the machine goes first. */
async function buildOnce(): Promise<void> {
  if (isBuilt()) return;
  if (!(await hasGo()))
    throw new Problem('The production server of Temporal is built with Go 1.26, which is not here.');
  const draft = `${programs}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const packages = ['cmd/server', 'cmd/tools/sql'].map((name) => `go.temporal.io/server/${name}`);
  const go = spawn('go', ['build', '-ldflags', '-s -w', '-o', `${draft}/`, ...packages], {
    cwd: modulePath,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (go.pid !== undefined) os.setPriority(go.pid, Math.max(os.getPriority(), 10));
  const complaints: string[] = [];
  go.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const code = await new Promise((resolve) => go.once('error', resolve).once('close', resolve));
  if (code !== 0) throw new Problem(`The server of Temporal could not be built:\n\n${complaints.join('')}`);
  rmSync(programs, { recursive: true, force: true });
  renameSync(draft, programs);
}

async function laySchema(server: string, database: string, schema: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${database}`);
  await admin.end();
  const { hostname, port, username, password } = new URL(server);
  const where = ['--ep', hostname, '-p', port, '-u', username, '--pw', password, '--pl', 'postgres12'];
  const tool = (...args: string[]) =>
    run(path.join(programs, 'sql'), [...where, '--db', database, ...args], { timeout: 120_000 });
  await tool('setup-schema', '-v', '0.0');
  await tool('update-schema', '--schema-name', schema);
}

function configuration(
  server: string,
  databases: { default: string; visibility: string },
  ports: readonly number[],
): object {
  const store = (kind: 'default' | 'visibility') => {
    const { host, username: user, password } = new URL(server);
    const most = connections[kind];
    return {
      sql: {
        pluginName: 'postgres12',
        databaseName: databases[kind],
        connectAddr: host,
        connectProtocol: 'tcp',
        user,
        password,
        maxConns: most,
        maxIdleConns: most,
      },
    };
  };
  const services = ['frontend', 'matching', 'history', 'worker'].map((name, place) => [
    name,
    { rpc: { grpcPort: ports[place], membershipPort: ports[place + 4], bindOnLocalHost: true } },
  ]);
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: historyShards,
      datastores: { default: store('default'), visibility: store('visibility') },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(services) as object,
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `localhost:${ports[0]}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  };
}

/** Registers the namespace as soon as the server takes it, and answers whether it is there. */
async function hasNamespace(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 }).catch(() => null);
  if (connection === null) return false;
  const namespace = 'default';
  try {
    await connection.workflowService
      .registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('1 day') })
      .catch(() => undefined);
    // What is registered is known to every service a moment later.
    await connection.workflowService.listOpenWorkflowExecutions({ namespace });
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
