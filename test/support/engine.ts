import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { createActivities, type ActivityContext } from '../../activities';
import type { Database } from '../../db/client';
import { ente } from '../../ente';
import { ownContents } from '../../commands/file/contents';
import { embeddedStore } from '../../integrations/files/embedded';
import type { FileStore } from '../../integrations/files/port';
import { forkedInspection } from '../../integrations/inspection/forked';
import { embeddedGateway } from '../../integrations/messages/embedded';
import { embeddedLetters } from '../../integrations/letters/embedded';
import type { LetterGateway } from '../../integrations/letters/port';
import type { MessageGateway } from '../../integrations/messages/port';
import { embeddedScan, type VirusScan } from '../../integrations/virus-scan';
import { dataConverter } from '../../keys/payloads';
import { workerTracing, type WorkLog } from '../../tracing/worker';
import { startRelay } from '../../relay/loop';
import { turnOf, workerVersion } from '../../relay/version';
import { taskQueue, workflowId } from '../../workflows/messages';
import { registeredHousehold, registeredIsee } from '../../db/queries/registers';
import { embeddedIsee, embeddedResidents } from '../../integrations/registers/embedded';
import type { ResidentRegister } from '../../integrations/registers/port';
import { readEpoch } from '../../db/queries/installation';
import type { Term } from '../../domain/calendar';
import type { ProcessName } from '../../domain/processes';
import { temporal, type TestTemporal } from './temporal';

/** The worker and the relay of a test, on the real server: what `worker.ts` composes. */
export interface Engine {
  temporal: TestTemporal;
  /** The workflow of a business id. */
  handle: (
    process: ProcessName,
    id: string,
  ) => Promise<ReturnType<TestTemporal['client']['workflow']['getHandle']>>;
  stop: () => Promise<void>;
}

// A server killed by a test is loud; what came of it is what the test looks at.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});

const silent = { info: () => undefined, warn: () => undefined };

export async function startEngine(
  db: Database,
  databaseUrl: string,
  {
    gateways = {},
    virusScan = embeddedScan,
    files = embeddedStore(ownContents(db)),
    residents = embeddedResidents((fiscalCode) => registeredHousehold(db, fiscalCode)),
    ownDataKept,
    letters = embeddedLetters,
    server = temporal(),
    buildId,
    log = silent,
  }: {
    gateways?: Partial<ActivityContext['gateways']>;
    virusScan?: VirusScan;
    files?: FileStore;
    residents?: ResidentRegister;
    ownDataKept?: Term;
    letters?: LetterGateway;
    server?: Promise<TestTemporal>;
    /** The version of this worker, where several are tried. */
    buildId?: string;
    log?: WorkLog;
  } = {},
): Promise<Engine> {
  const parts = { gateways, virusScan, files, residents, ownDataKept, letters, buildId };
  return compose(db, databaseUrl, parts, await server, log);
}

async function compose(
  db: Database,
  databaseUrl: string,
  {
    gateways,
    virusScan,
    files,
    residents,
    ownDataKept,
    letters,
    buildId,
  }: Pick<ActivityContext, 'virusScan' | 'files' | 'residents' | 'ownDataKept' | 'letters'> & {
    gateways: Partial<ActivityContext['gateways']>;
    buildId: string | undefined;
  },
  server: TestTemporal,
  log: WorkLog,
): Promise<Engine> {
  const worker = await Worker.create({
    connection: server.workerConnection,
    namespace: server.namespace,
    taskQueue,
    dataConverter,
    workflowBundle: { codePath: server.codePath },
    ...workerTracing(log),
    activities: createActivities({
      db,
      gateways: { sms: embeddedGateway, email: embeddedGateway, ...gateways },
      sender: { name: 'Comune di Prova', url: 'http://localhost' },
      letterhead: ente,
      letters,
      fileInspection: forkedInspection(),
      virusScan,
      files,
      residents,
      isee: embeddedIsee((fiscalCode) => registeredIsee(db, fiscalCode)),
      officeMail: 'ufficio@example.org',
      deskMail: 'assistenza@example.org',
      ownDataKept,
    }),
    ...(buildId && { workerDeploymentOptions: workerVersion(buildId) }),
  });
  // A worker whose server is killed in a test ends with that fault; the test judges by what came of it.
  const running = worker.run().catch(() => undefined);
  const { workflow } = server.client;
  const turn = buildId ? turnOf(workflow, buildId) : undefined;
  const relay = startRelay(db, databaseUrl, workflow, silent, turn);
  return {
    temporal: server,
    handle: async (process, id) =>
      server.client.workflow.getHandle(workflowId(process, { epoch: await readEpoch(db), id })),
    stop: async () => {
      await relay.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      await server.close();
    },
  };
}

/** Waits until something is so, asking often; fails with what it was last. */
export async function eventually<T>(
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
  forMs = 20_000,
): Promise<T> {
  const until = Date.now() + forMs;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > until) throw new Error(`still ${JSON.stringify(answer)} after ${forMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A gateway that fails as often as told, then carries. */
export function failingGateway(times: number): MessageGateway & { tries: number } {
  const gateway = {
    tries: 0,
    send: (message: Parameters<MessageGateway['send']>[0]): Promise<string> => {
      gateway.tries++;
      return gateway.tries > times
        ? embeddedGateway.send(message)
        : Promise.reject(new Error('out of order'));
    },
  };
  return gateway;
}
