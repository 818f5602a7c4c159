import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../../db/migrate';
import { loadDemo } from '../../scripts/demo/load';
import { startApplication } from '../../scripts/stack/application';
import { freePort } from '../../scripts/stack/ports';
import { startPostgres } from '../../scripts/stack/postgres';
import { Processes } from '../../scripts/stack/processes';
import { openState } from '../../scripts/stack/state';
import { otlpDouble } from './doubles/otlp';
import { twilioAccount, twilioDouble } from './doubles/twilio';
import { given } from './given';
import { ownTemporal, type OwnTemporal } from './temporal-server';

/** A whole portal of a test's own, whose parts may be taken away: it sends SMS by a double of Twilio. */
export interface OwnPortal {
  url: string;
  databaseUrl: string;
  temporal: OwnTemporal;
  sms: Awaited<ReturnType<typeof twilioDouble>>;
  /** Ends PostgreSQL in its quick way; it is started again at once. @returns when it takes sessions again */
  restartPostgres: () => Promise<void>;
  /** Where Prometheus would look, and by which token. */
  metrics: { web: string; worker: string; token: string };
  /** The spans that web and worker have sent. */
  spans: Awaited<ReturnType<typeof otlpDouble>>['spans'];
  /** All that a process has logged. */
  logOf: (process: 'web' | 'worker') => string;
  /** How often a process has started. */
  starts: (process: 'web' | 'worker') => number;
  close: () => Promise<void>;
}

/** SPID and CIE are offered, by a gateway that is not there. */
const noProvider = {
  IDENTITY_GATEWAY: 'oidc',
  OIDC_ISSUER: 'http://127.0.0.1:1',
  OIDC_CLIENT_ID: 'portal',
  OIDC_CLIENT_SECRET: 'secret-of-the-portal',
};

const started = { web: 'Ready in', worker: 'the worker runs' };

/** Starts PostgreSQL, Temporal, worker and pages, with the demo's data. */
export async function openOwnPortal(): Promise<OwnPortal> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-portal-'));
  // PostgreSQL's account must pass through it.
  chmodSync(folder, 0o711);
  const state = { ...openState(folder), encryptionKeys: given('ENCRYPTION_KEYS') };
  const processes = new Processes(folder);
  const postgres = await startPostgres(folder, state, processes, { durable: true });
  await migrate(postgres.url);
  await loadDemo(postgres.url);
  const temporal = await ownTemporal();
  await temporal.start();
  const sms = await twilioDouble();
  const collector = await otlpDouble();
  const metrics = { token: 'a-token-of-this-portal-nobody-guesses', worker: `127.0.0.1:${await freePort()}` };
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment = {
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: temporal.address,
    APP_URL: url,
    NEXTAUTH_URL: url,
    AUTH_SECRET: state.authSecret,
    NEXTAUTH_SECRET: state.authSecret,
    ENCRYPTION_KEYS: state.encryptionKeys,
    AUDIT_ANCHORS: path.join(folder, 'anchors'),
    ...noProvider,
    FILE_STORE: 'embedded',
    VIRUS_SCAN: 'embedded',
    RESIDENT_REGISTER: 'embedded',
    ISEE_REGISTER: 'embedded',
    MAIL_GATEWAY: 'embedded',
    SMS_GATEWAY: 'twilio',
    TWILIO_URL: sms.address,
    TWILIO_ACCOUNT_SID: twilioAccount.accountSid,
    TWILIO_AUTH_TOKEN: twilioAccount.authToken,
    TWILIO_FROM: 'Comune',
    METRICS_TOKEN: metrics.token,
    WORKER_METRICS_ADDRESS: metrics.worker,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
    OTEL_BSP_SCHEDULE_DELAY: '200',
  };
  await startApplication(processes, { host: '127.0.0.1', port, environment });

  const answers = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: postgres.url, connectionTimeoutMillis: 1_000 });
    client.on('error', () => undefined);
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  };
  const until = async (holds: boolean): Promise<void> => {
    while ((await answers()) !== holds) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const logOf = (name: string): string => readFileSync(path.join(folder, 'logs', `${name}.log`), 'utf8');
  return {
    url,
    databaseUrl: postgres.url,
    temporal,
    sms,
    restartPostgres: async () => {
      const note = path.join(state.cluster ?? '', 'postmaster.pid');
      process.kill(Number(readFileSync(note, 'utf8').split('\n')[0]), 'SIGINT');
      await until(false);
      await until(true);
    },
    metrics: { ...metrics, web: `${url}/api/metrics`, worker: `http://${metrics.worker}/metrics` },
    spans: collector.spans,
    logOf,
    starts: (name) => logOf(name).split(started[name]).length - 1,
    close: async () => {
      await processes.stop();
      await temporal.remove();
      await sms.close();
      await collector.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
