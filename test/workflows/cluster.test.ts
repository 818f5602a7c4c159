import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messages } from '../../db/schema/delivery';
import { engineOptions, readEnvironment } from '../../env';
import { openAuthority } from '../support/authority';
import { engineDoor } from '../support/doubles/engine-door';
import { eventually, startEngine } from '../support/engine';
import { given } from '../support/given';
import { namespaceOf } from '../support/projects';
import { temporal } from '../support/temporal';
import { openTown, type Town } from '../support/town';

const folder = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-tls-'));
const inFolder = (name: string) => path.join(folder, name);
const authorities = [openAuthority('Cluster'), openAuthority('Workers'), openAuthority('Strangers')] as const;
const namespace = namespaceOf(import.meta.filename);
const apiKey = 'key-of-the-worker';
let town: Town;
let door: Awaited<ReturnType<typeof engineDoor>>;
let cluster: Record<string, string>;

beforeAll(async () => {
  town = await openTown();
  const [ofCluster, ofWorkers, ofStrangers] = authorities;
  const server = ofCluster.issue('/CN=cluster', { host: true });
  for (const [name, authority] of [
    ['worker', ofWorkers],
    ['stranger', ofStrangers],
  ] as const) {
    const { certificate, key } = authority.issue(`/CN=${name}`);
    writeFileSync(inFolder(`${name}.pem`), certificate);
    writeFileSync(inFolder(`${name}.key`), key);
  }
  writeFileSync(inFolder('cluster-ca.pem'), ofCluster.certificate);
  door = await engineDoor(given('TEST_TEMPORAL_ADDRESS'), {
    cert: server.certificate,
    key: server.key,
    clientCa: ofWorkers.certificate,
    apiKey,
  });
  cluster = {
    DATABASE_URL: town.url,
    APP_URL: 'http://localhost',
    AUTH_SECRET: 'x'.repeat(32),
    ENCRYPTION_KEYS: given('ENCRYPTION_KEYS'),
    TEMPORAL_ADDRESS: door.address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_API_KEY: apiKey,
    TEMPORAL_TLS_CERT: inFolder('worker.pem'),
    TEMPORAL_TLS_KEY: inFolder('worker.key'),
    TEMPORAL_TLS_CA: inFolder('cluster-ca.pem'),
    TEMPORAL_TLS_SERVER_NAME: 'localhost',
  };
});
afterAll(async () => {
  await door.close();
  await town.close();
  for (const authority of authorities) authority.remove();
  rmSync(folder, { recursive: true });
});

/** Connects as the processes do, by their environment. */
const options = (changes: Record<string, string> = {}) =>
  engineOptions(readEnvironment({ ...cluster, ...changes }));

it('a worker reaches a cluster behind TLS, a client certificate and an API key, by its environment alone', async () => {
  const engine = await startEngine(town.db, town.url, { server: temporal(options(), namespace) });
  await town.submitted(await town.user('cittadino'), (await town.programme()).slug);
  await eventually(
    () => town.db.select().from(messages),
    (rows) => rows.some(({ kind, status }) => kind === 'submission-receipt' && status === 'inviato'),
  );
  await engine.stop();
  expect([...door.calls]).toEqual(
    expect.arrayContaining(['SignalWithStartWorkflowExecution', 'RespondWorkflowTaskCompleted']),
  );
});

it.each([
  ['another API key', { TEMPORAL_API_KEY: 'key-of-a-stranger' }],
  ['no API key', { TEMPORAL_API_KEY: '' }],
  ['no client certificate', { TEMPORAL_TLS_CERT: '', TEMPORAL_TLS_KEY: '' }],
  [
    'the certificate of another authority',
    { TEMPORAL_TLS_CERT: inFolder('stranger.pem'), TEMPORAL_TLS_KEY: inFolder('stranger.key') },
  ],
  ['a cluster whose authority it does not know', { TEMPORAL_TLS_CA: '' }],
  ['a cluster of another name', { TEMPORAL_TLS_SERVER_NAME: 'elsewhere.example' }],
])('with %s it is not let in', async (_, changes) => {
  await expect(Connection.connect({ ...options(changes), connectTimeout: 2_000 })).rejects.toThrow();
  await expect(NativeConnection.connect(options(changes))).rejects.toThrow();
});
