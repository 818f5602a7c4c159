import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { v7 as newId } from 'uuid';
import type { InvariantReport } from '../../db/queries/invariants';
import { workflowId } from '../../workflows/messages';
import { at, execute } from '../bench/part';
import type { History } from '../chaos/history';
import { spendTheRest } from '../chaos/load';
import { gather, type People } from '../chaos/people';
import { randomOf } from '../../domain/random';
import { roleEnvironment, startServers, type ChaosStack } from '../chaos/stack';
import type { openChaosTown as open } from '../chaos/town';
import { startWeb, startWorker } from '../stack/application';
import { Problem } from '../stack/problem';
import { step } from '../stack/progress';
import type { OldRelease } from './old-release';

const run = promisify(execFile);

/** A stretch of the update, in milliseconds of the clock of the history. */
export interface Stretch {
  name: string;
  from: number;
  until: number;
}

/** What came of an update under load. */
export interface Rolled {
  history: History;
  stretches: Stretch[];
  /** How often each address answered with 500. */
  unforeseen: Map<string, number>;
  /** Faults that the processes wrote into their logs, by process. */
  logged: Map<string, string[]>;
  /** Procedures of vouchers that were spent, and how many of them have ended. */
  lives: { spent: number; ended: number };
  reports: InvariantReport[];
}

/** What the new release's workers call their version. */
const version = 'new';

/** How long people act between one step of the update and the next, in milliseconds. */
const pauseMs = 10_000;

/** How long a spend can be taken back: short, so that the lives of vouchers end while somebody looks on. */
const voidWindow = 'PT30S';

/** How long the procedures that are over may take to say so, in milliseconds. */
const endingMs = 90_000;

/** Updates a release in service to the present one, step by step, and looks at what came of it. */
export async function roll(dataDir: string, old: OldRelease): Promise<Rolled> {
  const stack = await step('PostgreSQL and Temporal', () => startServers(dataDir, console.error));
  const interrupted = () => void stack.stop().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted);
  try {
    return await rollOn(stack, dataDir, old);
  } finally {
    await stack.stop();
  }
}

async function rollOn(stack: ChaosStack, dataDir: string, { folder, commit }: OldRelease): Promise<Rolled> {
  const { processes, ports } = stack;
  const environment = roleEnvironment(stack);
  // Everything that fills the database is the old release's: its schema, its commands.
  const { openChaosTown } = (await import(
    pathToFileURL(path.join(folder, 'scripts/chaos/town.ts')).href
  )) as { openChaosTown: typeof open };
  const url = stack.environment.DATABASE_URL ?? '';
  const town = await step(`A town of release ${commit}`, () =>
    openChaosTown(url, stack.authSecret, voidWindow),
  );
  await execute(at(stack.adminUrl, 'buoni_spesa'), closedProgramme);
  const worker = (name: string, more: { folder?: string; environment?: object } = {}) =>
    startWorker(processes, { ...more, name, environment: { ...environment, ...more.environment } });
  const web = (name: string, port: number, from?: string) =>
    startWeb(processes, { host: '127.0.0.1', port, name, environment, ...(from && { folder: from }) });
  await step(`Two web processes and two workers of ${commit}`, async () => {
    for (const [place, port] of ports.entries()) {
      await worker(`old-${place + 1}`, { folder });
      await web(`old-${place + 1}`, port, folder);
    }
  });

  const people = gather(stack, town, randomOf(1));
  const stretches: Stretch[] = [];
  const stretch = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const from = performance.now();
    await step(name, async () => {
      await work();
      await sleep(pauseMs);
    });
    stretches.push({ name, from, until: performance.now() });
  };
  const npm = (script: string, ...args: string[]) =>
    run('npm', ['run', script, '--', ...args], { env: { ...process.env, ...stack.environment } });
  try {
    await step('The first vouchers', people.haveVouchers);
    await stretch('the old release alone', () => sleep(pauseMs));
    await stretch('npm run migrate, the old release goes on', async () => {
      await npm('migrate');
      await sleep(pauseMs);
    });
    await stretch('new workers beside the old ones', async () => {
      for (const name of ['new-1', 'new-2'])
        await worker(name, { environment: { WORKER_BUILD_ID: version } });
    });
    await stretch('procedures go to the new workers', () => npm('worker:version', version));
    await stretch('the old workers end', () =>
      Promise.all(['worker-old-1', 'worker-old-2'].map((name) => processes.end(name))),
    );
    for (const [place, port] of ports.entries())
      await stretch(`web process ${place + 1} becomes a new one`, async () => {
        await processes.end(`web-old-${place + 1}`);
        await web(`new-${place + 1}`, port);
      });
    await stretch('the new release alone', () => sleep(pauseMs));
    await people.goHome();
    const lives = await step('Every life to its end', () => endLives(stack, people, town.tills.flat()));
    const reports = await step('Audit', people.audit);
    const { history, unforeseen } = people;
    return { history, stretches, unforeseen, logged: loggedFaults(dataDir), lives, reports };
  } finally {
    await people.close();
    await town.close();
  }
}

/** A programme that was closed before the update: migrations have something to do with those. */
const closedProgramme = `
  insert into programmes (id, slug, name, icon, status)
  values ('${newId()}', 'chiuso-prima', 'Un bando di prima', 'carrello', 'chiuso')`;

/** Spends what is left on every voucher, and waits until the procedures of those are over. */
async function endLives(
  stack: ChaosStack,
  { stage }: People,
  keys: string[],
): Promise<{ spent: number; ended: number }> {
  let left = stage.purses;
  for (let turn = 0; left.length > 0 && turn < 100; turn++) {
    const still: string[] = [];
    for (const [place, code] of left.entries())
      if (!(await spendTheRest(stage, keys[(turn + place) % keys.length] ?? '', code))) still.push(code);
    left = still;
    // Tills, and vouchers, may be asked for so often a minute.
    if (left.length > 0) await sleep(5_000);
  }
  if (left.length > 0) throw new Problem(`${left.length} vouchers could not be spent.`);
  const { rows } = await execute(
    stack.environment.DATABASE_URL ?? '',
    `select i.epoch, array_agg(v.application_id) as ids from vouchers v, installation i where v.status = 'esaurito' group by 1`,
  );
  const { epoch, ids } = rows[0] as { epoch: string; ids: string[] };
  const connection = await Connection.connect({ address: stack.environment.TEMPORAL_ADDRESS ?? '' });
  const { workflow } = new Client({ connection });
  const goOn = new Set(ids);
  for (const end = performance.now() + endingMs; goOn.size > 0 && performance.now() < end; await sleep(1_000))
    for (const id of goOn) {
      const { status } = await workflow.getHandle(workflowId('application', { epoch, id })).describe();
      if (status.name === 'COMPLETED') goOn.delete(id);
    }
  await connection.close();
  return { spent: ids.length, ended: ids.length - goOn.size };
}

/** Lines of level error or above in the logs of our own processes. */
function loggedFaults(dataDir: string): Map<string, string[]> {
  const names = ['old', 'new'].flatMap((age) =>
    [1, 2].flatMap((place) => [`web-${age}-${place}`, `worker-${age}-${place}`]),
  );
  return new Map(
    names.map((name) => [
      name,
      readFileSync(path.join(dataDir, 'logs', `${name}.log`), 'utf8')
        .split('\n')
        .filter((line) => /^\{"level":[56]0,/.test(line)),
    ]),
  );
}
