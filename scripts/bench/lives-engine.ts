import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import pg from 'pg';
import { freePort } from '../stack/ports';
import { Problem } from '../stack/problem';
import { step } from '../stack/progress';
import { openState } from '../stack/state';
import { startTemporal } from '../stack/temporal';
import { findTemporal } from '../stack/temporal-binary';
import { at, type BenchStack } from './part';

const run = promisify(execFile);

const modulePath = path.resolve('tools/temporal-server');
const programs = path.join(os.homedir(), '.cache/buoni-spesa/temporal-server');

/** As the production server is installed; what it is built with cannot be changed afterwards. */
const historyShards = 512;

/** Connections of each of its four services to its two databases. */
const connections = { default: 20, visibility: 4 };

/**
 * Starts the workflow engine: the production server, or with `ENGINE=development` the development server, for a machine
 * without Go.
 *
 * @param server the address of a superuser of the PostgreSQL that the production server keeps its histories in
 * @returns the address of the frontend, `host:port`
 */
export async function startEngine(stack: BenchStack, server: string): Promise<string> {
  if (process.env.ENGINE !== 'development') return startProductionEngine(stack, server);
  const binary = await step('Temporal CLI', findTemporal);
  const options = { namespaces: ['default'], persistent: true };
  return startTemporal(binary, stack.dataDir, openState(stack.dataDir), stack.processes, options);
}

/**
 * Starts the production server of Temporal on a PostgreSQL that is there, with databases and a namespace `default` of its
 * own, all its services in one process on loopback.
 */
async function startProductionEngine(stack: BenchStack, server: string): Promise<string> {
  await step('The production server of Temporal, built with Go: some minutes, once', buildOnce);
  const databases = { default: 'temporal', visibility: 'temporal_visibility' };
  await step('Its schema', async () => {
    await laySchema(server, databases.default, 'postgresql/v12/temporal');
    await laySchema(server, databases.visibility, 'postgresql/v12/visibility');
  });
  const ports = await Promise.all(Array.from({ length: 8 }, () => freePort()));
  const folder = path.join(stack.dataDir, 'engine');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'server.json');
  // YAML, of which JSON is a part.
  writeFileSync(file, JSON.stringify(configuration(server, databases, ports)), { mode: 0o600 });
  const address = `127.0.0.1:${ports[0]}`;
  await stack.processes.start({
    name: 'temporal',
    command: path.join(programs, 'server'),
    args: ['--config-file', file, '--allow-no-auth', 'start'],
    isReady: () => hasNamespace(address),
    graceMs: 20_000,
  });
  return address;
}

function buildOnce(): Promise<void> {
  if (['server', 'sql'].every((name) => existsSync(path.join(programs, name)))) return Promise.resolve();
  mkdirSync(programs, { recursive: true });
  const packages = ['cmd/server', 'cmd/tools/sql'].map((name) => `go.temporal.io/server/${name}`);
  const go = spawn('go', ['build', '-ldflags', '-s -w', '-o', `${programs}/`, ...packages], {
    cwd: modulePath,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints: string[] = [];
  go.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  return new Promise((resolve, reject) => {
    const failed = () =>
      reject(new Problem(`The server of Temporal could not be built:\n\n${complaints.join('')}`));
    go.once('error', failed).once('close', (code) => (code === 0 ? resolve() : failed()));
  });
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
    const { host, username: user, password } = new URL(at(server, databases[kind]));
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
