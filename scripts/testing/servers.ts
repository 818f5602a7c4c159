import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { claimsVariable, ofLane, openLanes } from '../../test/support/given';
import { lanes, namespaceOf, namespaceOfLane, type Need } from '../../test/support/projects';
import { cnsProxySecret } from '../../test/support/cns';
import { startApplication } from '../stack/application';
import { findChromium } from './browser';
import { buildWeb, buildWorkflows, workflowBundle } from '../stack/build';
import { embeddedGateways } from '../stack/environment';
import { startIdentityProvider } from '../stack/identity-provider';
import { freePort } from '../stack/ports';
import { startPostgres } from '../stack/postgres';
import type { Processes } from '../stack/processes';
import { step } from '../stack/progress';
import { sealThroughout } from '../stack/sealing';
import { openState } from '../stack/state';
import { startTemporal } from '../stack/temporal';
import { findTemporal } from '../stack/temporal-binary';

/** Starts what the chosen tests need and returns the variables that tell them where it is. */
export async function prepareTests(
  dataDir: string,
  processes: Processes,
  needs: ReadonlySet<Need>,
): Promise<Record<string, string>> {
  const state = openState(dataDir);
  const env: Record<string, string> = { ENCRYPTION_KEYS: state.encryptionKeys };
  Object.assign(process.env, env);
  if (needs.has('browser')) env.CHROMIUM_PATH = await step('Chromium', findChromium);
  if (needs.has('workflows')) {
    await buildWorkflows();
    env.TEST_WORKFLOW_BUNDLE = workflowBundle;
  }
  if (needs.has('app') || needs.has('pages')) await buildWeb();
  if (needs.has('postgres')) {
    const { url, adminUrl } = await step('PostgreSQL', () =>
      startPostgres(dataDir, state, processes, { durable: false }),
    );
    Object.assign(env, { TEST_POSTGRES_URL: adminUrl, TEST_OWNER_URL: url });
    await step('Database schema', () => createTemplate(adminUrl, url));
  }
  if (needs.has('temporal')) {
    const binary = await step('Temporal CLI', findTemporal);
    const files = readdirSync('test/workflows').filter((file) => file.endsWith('.test.ts'));
    const options = {
      namespaces: [...lanes.map(namespaceOfLane), ...files.map(namespaceOf)],
      persistent: false,
    };
    env.TEST_TEMPORAL_ADDRESS = await step('Temporal', () =>
      startTemporal(binary, dataDir, state, processes, options),
    );
  }
  if (needs.has('app')) {
    await step('Demo data', () => createDemoTemplate(env.TEST_POSTGRES_URL ?? '', env.TEST_OWNER_URL ?? ''));
    await step('Web and worker', () => startApplications(processes, env, dataDir, state.authSecret));
  }
  return env;
}

async function createTemplate(adminUrl: string, ownerUrl: string): Promise<void> {
  await execute(adminUrl, 'CREATE DATABASE template_empty OWNER buoni_spesa');
  const { migrate } = await import('../../db/migrate');
  await migrate(databaseUrl(ownerUrl, 'template_empty'));
  await sealThroughout(databaseUrl(ownerUrl, 'template_empty'));
}

async function createDemoTemplate(adminUrl: string, ownerUrl: string): Promise<void> {
  await execute(adminUrl, 'CREATE DATABASE template_demo TEMPLATE template_empty OWNER buoni_spesa');
  const { loadDemo } = await import('../demo/load');
  await loadDemo(databaseUrl(ownerUrl, 'template_demo'));
}

/**
 * Starts an application of its own, with its own demo, for each file that runs in a browser at once: what one test does
 * to the demo never meets another that runs beside it.
 */
async function startApplications(
  processes: Processes,
  env: Record<string, string>,
  dataDir: string,
  authSecret: string,
): Promise<void> {
  Object.assign(processes.environment, {
    TEMPORAL_ADDRESS: env.TEST_TEMPORAL_ADDRESS,
    AUTH_SECRET: authSecret,
    ENCRYPTION_KEYS: env.ENCRYPTION_KEYS,
    NEXTAUTH_SECRET: authSecret,
    ...embeddedGateways,
    CNS_PROXY_SECRET: cnsProxySecret,
  });
  const places = await Promise.all(
    lanes.map(async (lane) => {
      const port = await freePort();
      return { lane, port, appUrl: `http://localhost:${port}` };
    }),
  );
  const appUrls = places.map(({ appUrl }) => appUrl);
  const identity = await startIdentityProvider(processes, await freePort(), appUrls);
  Object.assign(processes.environment, identity);
  env.TEST_IDENTITY_ISSUER = identity.OIDC_ISSUER ?? '';
  const claims = path.join(dataDir, 'lanes');
  mkdirSync(claims);
  openLanes(claims, lanes);
  env[claimsVariable] = claims;
  for (const { lane, port, appUrl } of places) {
    const database = `app_${lane}`;
    const statement = `CREATE DATABASE ${database} TEMPLATE template_demo OWNER buoni_spesa`;
    await execute(env.TEST_POSTGRES_URL ?? '', statement);
    const url = databaseUrl(env.TEST_OWNER_URL ?? '', database);
    const environment = {
      DATABASE_URL: url,
      TEMPORAL_NAMESPACE: namespaceOfLane(lane),
      APP_URL: appUrl,
      AUDIT_ANCHORS: path.join(dataDir, `anchors-${lane}`),
      NEXTAUTH_URL: appUrl,
    };
    await startApplication(processes, { host: '127.0.0.1', port, name: lane, environment });
    Object.assign(env, {
      [ofLane('TEST_APP_URL', lane)]: appUrl,
      [ofLane('TEST_APP_DATABASE_URL', lane)]: url,
    });
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
