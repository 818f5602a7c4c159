/** The worker process: runs the workflows, their activities and the outbox relay. Any number may run side by side. */
import { Client, Connection } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { createActivities } from './activities';
import { openDatabase } from './db/client';
import { registeredHousehold, registeredIsee } from './db/queries/registers';
import { ente } from './ente';
import { engineOptions, environment } from './env';
import { ownContents } from './commands/file/contents';
import { filesFor } from './integrations/files/choose';
import { anchorDirectory } from './integrations/anchors/directory';
import { dataConverter } from './keys/payloads';
import { openLog } from './log';
import { forkedInspection } from './integrations/inspection/forked';
import { embeddedLetters } from './integrations/letters/embedded';
import { registersFor } from './integrations/registers/choose';
import { gatewaysFor } from './integrations/messages/choose';
import { clamd, embeddedScan } from './integrations/virus-scan';
import { startRelay } from './relay/loop';
import { startSealing } from './relay/sealing';
import { turnOf, workerVersion } from './relay/version';
import { readEpoch } from './db/queries/installation';
import { recordSpans, stopRecording } from './tracing/spans';
import { workerTracing } from './tracing/worker';
import { taskQueue } from './workflows/messages';
import { openingsId } from './workflows/settlement/messages';

const env = environment();
const log = openLog('worker');
await recordSpans('worker');
Runtime.install({
  telemetryOptions: {
    // What the SDK's core has to say is a line of the same log.
    logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    ...(env.WORKER_METRICS_ADDRESS !== undefined && {
      metrics: { prometheus: { bindAddress: env.WORKER_METRICS_ADDRESS } },
    }),
  },
  logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
    log[level === 'ERROR' ? 'error' : 'warn'](meta, message),
  ),
});

const db = openDatabase(env.DATABASE_URL, env.DATABASE_POOL);
const connection = await NativeConnection.connect(engineOptions(env));
const client = new Client({
  connection: await Connection.connect(engineOptions(env)),
  namespace: env.TEMPORAL_NAMESPACE,
  dataConverter,
});

const tracing = workerTracing(log);
const production = env.NODE_ENV === 'production';
const worker = await Worker.create({
  connection,
  namespace: env.TEMPORAL_NAMESPACE,
  taskQueue,
  dataConverter,
  ...(production
    ? { workflowBundle: { codePath: 'build/workflow-bundle.js' } }
    : { workflowsPath: `${import.meta.dirname}/workflows/index.ts` }),
  interceptors: {
    ...tracing.interceptors,
    ...(!production && { workflowModules: [`${import.meta.dirname}/workflows/tracing.ts`] }),
  },
  sinks: tracing.sinks,
  activities: createActivities({
    db,
    gateways: await gatewaysFor(env, ente),
    sender: { name: ente.name, url: env.APP_URL },
    letterhead: ente,
    letters: embeddedLetters,
    fileInspection: forkedInspection(),
    files: await filesFor(env, ownContents(db)),
    virusScan: env.VIRUS_SCAN === 'clamd' ? clamd(env.CLAMD_ADDRESS ?? '') : embeddedScan,
    ...registersFor(env, {
      household: (fiscalCode) => registeredHousehold(db, fiscalCode),
      isee: (fiscalCode) => registeredIsee(db, fiscalCode),
    }),
    officeMail: ente.mail,
    deskMail: ente.mail,
  }),
  // Activities under way are let finish; each is bounded by thirty seconds (workflows/delivery.ts).
  shutdownGraceTime: '30s',
  maxCachedWorkflows: 500,
  ...(env.WORKER_BUILD_ID && { workerDeploymentOptions: workerVersion(env.WORKER_BUILD_ID) }),
});

const turn = env.WORKER_BUILD_ID ? turnOf(client.workflow, env.WORKER_BUILD_ID) : undefined;
const relay = startRelay(db, env.DATABASE_URL, client.workflow, log, turn);
const sealing = startSealing(db, anchorDirectory(env.AUDIT_ANCHORS), log);
await client.workflow.start('settlementOpenings', {
  taskQueue,
  workflowId: openingsId(await readEpoch(db)),
  workflowIdConflictPolicy: 'USE_EXISTING',
  args: [{ epoch: await readEpoch(db) }],
});
process.send?.('ready');
log.info('the worker runs');
await worker.run();
await relay.stop();
await sealing.stop();
await db.$client.end();
await client.connection.close();
await connection.close();
await stopRecording();
log.info('the worker has stopped');
// All that had to be done is done; a connection whose other end was killed may keep the process for as long as it likes.
setTimeout(() => process.exit(), 2_000).unref();
