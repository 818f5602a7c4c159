/** `npm start` and `npm run dev`: the whole system on one machine, from nothing to an address. */
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../db/migrate';
import { banner } from './banner';
import { loadDemo } from './demo/load';
import { sealThroughout } from './stack/sealing';
import { readOptions } from './options';
import { startApplication } from './stack/application';
import { buildWeb, buildWorkflows } from './stack/build';
import { checkedEnvironment, takeFiles } from './stack/environment';
import { startIdentityProvider } from './stack/identity-provider';
import { freePort, portIsFree, reaches } from './stack/ports';
import { startPostgres } from './stack/postgres';
import { Problem } from './stack/problem';
import { Processes } from './stack/processes';
import { step } from './stack/progress';
import { claim, release } from './stack/registry';
import { addKey, openState, saveState, type StackState } from './stack/state';
import { startTemporal } from './stack/temporal';
import { findTemporal } from './stack/temporal-binary';

const options = readOptions(process.argv.slice(2));
const { port, dataDir } = options;
const appUrl = process.env.APP_URL ?? `http://localhost:${port}`;
// Only an address of its own opens the site to the network.
const host = ['localhost', '127.0.0.1', '[::1]'].includes(hostOf(appUrl)) ? '127.0.0.1' : '0.0.0.0';

const state = openState(dataDir);
if (options.newKey) addKey(dataDir, state);
await claim(dataDir);
const processes = new Processes(dataDir);
let stopping: Promise<never> | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  await start();
  console.log(banner({ appUrl, dataDir, demo: options.demo, open: host === '0.0.0.0' }));
} catch (error) {
  // A step that fails because everything is being stopped has nothing to say.
  if (stopping) await stopping;
  if (!(error instanceof Problem)) console.error(error);
  else console.error(`\n${error.message}`);
  await stop(1);
}

async function start(): Promise<void> {
  if (!(await portIsFree(port, host))) {
    const other = port < 65_535 ? port + 1 : 3000;
    throw new Problem(
      `Port ${port} is taken by another program: choose another with npm start -- --port ${other}`,
    );
  }
  takeFiles();
  const given = givenEnvironment();
  process.env.ENCRYPTION_KEYS = given.ENCRYPTION_KEYS;
  const databaseUrl = process.env.DATABASE_URL ?? (await embeddedDatabase(state));
  if (process.env.DATABASE_URL) await checkDatabase(databaseUrl);
  const namespace = process.env.TEMPORAL_NAMESPACE ?? 'default';
  const temporalAddress = process.env.TEMPORAL_ADDRESS ?? (await embeddedTemporal(state, namespace));
  if (process.env.TEMPORAL_ADDRESS) await checkTemporal(temporalAddress);

  Object.assign(processes.environment, given, {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    NEXTAUTH_URL: given.APP_URL,
    NEXTAUTH_SECRET: given.AUTH_SECRET,
  });
  await step('Database schema', () => migrate(databaseUrl));
  await step('Sealed columns', () => sealThroughout(databaseUrl));
  if (options.demo) await step('Demo data', () => loadDemo(databaseUrl));
  Object.assign(processes.environment, await identityProvider());
  if (!options.development) {
    await buildWorkflows();
    await buildWeb();
  }
  const { development } = options;
  await step('Web and worker', () => startApplication(processes, { host, port, development }));
}

/** What the processes will be told, judged before anything is started; databases still to come stand in by name. */
function givenEnvironment(): Record<string, string> {
  const given = {
    APP_URL: appUrl,
    AUTH_SECRET: process.env.AUTH_SECRET ?? state.authSecret,
    AUDIT_ANCHORS: process.env.AUDIT_ANCHORS ?? path.resolve(dataDir, 'anchors'),
    ENCRYPTION_KEYS: process.env.ENCRYPTION_KEYS ?? state.encryptionKeys,
    SMS_GATEWAY: process.env.SMS_GATEWAY ?? 'embedded',
    MAIL_GATEWAY: process.env.MAIL_GATEWAY ?? 'embedded',
    FILE_STORE: process.env.FILE_STORE ?? 'embedded',
    VIRUS_SCAN: process.env.VIRUS_SCAN ?? 'embedded',
    RESIDENT_REGISTER: process.env.RESIDENT_REGISTER ?? 'embedded',
    ISEE_REGISTER: process.env.ISEE_REGISTER ?? 'embedded',
    IDENTITY_GATEWAY: process.env.IDENTITY_GATEWAY ?? 'none',
  };
  const toCome = { DATABASE_URL: 'postgres://127.0.0.1/to-come', TEMPORAL_ADDRESS: '127.0.0.1:7233' };
  checkedEnvironment({ ...toCome, ...process.env, ...given });
  return given;
}

async function embeddedDatabase(state: StackState): Promise<string> {
  const { url } = await step('PostgreSQL', () => startPostgres(dataDir, state, processes, { durable: true }));
  return url;
}

async function embeddedTemporal(state: StackState, namespace: string): Promise<string> {
  const binary = await step('Temporal CLI', findTemporal);
  const what = { namespaces: [namespace], persistent: true };
  return step('Temporal', () => startTemporal(binary, dataDir, state, processes, what));
}

/** With the demo, on this machine alone, people who do not exist enter with an SPID that is none. */
async function identityProvider(): Promise<Record<string, string>> {
  if (!options.demo || host !== '127.0.0.1' || process.env.IDENTITY_GATEWAY !== undefined) return {};
  const identityPort = await freePort(state.identityPort);
  saveState(dataDir, Object.assign(state, { identityPort }));
  return step('SPID and CIE of the demo', () => startIdentityProvider(processes, identityPort, [appUrl]));
}

async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    throw new Problem(`The database of DATABASE_URL cannot be reached: ${message || code}.`);
  }
}

async function checkTemporal(address: string): Promise<void> {
  if (!(await reaches(address)))
    throw new Problem(`Nothing answers at ${address}, the address in TEMPORAL_ADDRESS.`);
}

/** Stops everything in the right order, once, however often it is asked. */
function stop(exitCode: number): Promise<never> {
  stopping ??= (async () => {
    console.log('\nStopping');
    await processes.stop();
    release(dataDir);
    process.exit(exitCode);
  })();
  return stopping;
}

function hostOf(address: string): string {
  try {
    return new URL(address).hostname;
  } catch {
    throw new Problem(`APP_URL must be the address at which people open the site, not "${address}".`);
  }
}
