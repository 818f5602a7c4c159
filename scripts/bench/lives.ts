import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { and, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { migrate } from '../../db/migrate';
import { openDatabase, type Database } from '../../db/client';
import { readEpoch } from '../../db/queries/installation';
import { messages } from '../../db/schema/delivery';
import { dataConverter } from '../../keys/payloads';
import { workflowId } from '../../workflows/messages';
import { startWorker } from '../stack/application';
import { buildWorkflows } from '../stack/build';
import { step } from '../stack/progress';
import { startEngine } from './lives-engine';
import { openLivesTown, type LivesTown } from './lives-town';
import { portalEnvironment } from '../stack/environment';
import { quantile, type Part } from './part';

/** Lives under way at once, and how many are lived in each round. */
const atOnce = Number(process.env.AT_ONCE ?? 60);
const livesOfRound = Number(process.env.LIVES ?? 240);
const rounds = Number(process.env.ROUNDS ?? 3);

/** Applications that were sent while no worker ran. */
const backlog = Number(process.env.BACKLOG ?? 10_000);

/** Lives, of the bare workflow with local activities; applications drained in a second; how long acts take beside that, of alone. */
const bar = { lives: 1, drained: 20, slower: 1.1 };

/**
 * Whole lives of applications (draft, sent, approved, voucher, two spends, procedure ended), by the commands with the
 * real worker and relay, beside bare workflows of the same shape whose activities do nothing: once as local activities,
 * once as normal ones. Before that, how fast applications that were sent without a worker are taken in. All on the production server of Temporal, which shares one durable PostgreSQL with the portal.
 */
export const livesBench: Part = async ({ stack, print }) => {
  await buildWorkflows();
  const { url, adminUrl } = await step('A durable PostgreSQL', () => stack.postgres({ durable: true }));
  await migrate(url);
  const engine = await startEngine(stack, adminUrl);
  const db = openDatabase(url, 20);
  const connection = await Connection.connect({ address: engine });
  const real = new Client({ connection, dataConverter });
  const bare = new Client({ connection });
  const town = await openLivesTown(db);
  const epoch = await readEpoch(db);
  const missed: string[] = [];
  const environment = portalEnvironment(stack, { url, port: 3000, engine });
  await step(`A backlog of ${backlog} applications, sent without a worker`, () =>
    perSecond(backlog, town.submitted),
  );
  const alone = await acts(town, 20_000);
  await step('Worker', () => startWorker(stack.processes, { environment }));
  missed.push(...(await drain(db, town, alone, print)));
  await step('Floor', () =>
    stack.processes.start({
      name: 'floor',
      command: process.execPath,
      args: ['--import', 'tsx', path.resolve('scripts/bench/lives-floor/worker.ts')],
      env: environment,
      isReady: 'message',
    }),
  );

  const live = async (): Promise<void> => {
    const id = await town.spent();
    await real.workflow.getHandle(workflowId('application', { epoch, id })).result();
  };
  const floor = (local: boolean) => async (): Promise<void> => {
    const id = newId();
    const tell = (signal: string) =>
      bare.workflow.signalWithStart('bareLife', {
        workflowId: id,
        taskQueue: 'floor',
        args: [{ local }],
        signal,
      });
    const handle = await tell('opened');
    await tell('submitted');
    await tell('approved');
    await handle.result();
  };

  const kinds = { lives: live, local: floor(true), normal: floor(false) };
  for (const one of Object.values(kinds)) await perSecond(atOnce, one);
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const lives = await perSecond(livesOfRound, kinds.lives);
    const local = await perSecond(livesOfRound, kinds.local);
    const normal = await perSecond(livesOfRound, kinds.normal);
    ratios.push(lives / local);
    print(
      `round ${round} lives ${lives.toFixed(1)}/s floor with local activities ${local.toFixed(1)}/s ratio ${(lives / local).toFixed(2)} with normal ones ${normal.toFixed(1)}/s ratio ${(lives / normal).toFixed(2)} load ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
    );
  }
  const ratio = quantile(ratios, 0.5);
  print(`median ratio ${ratio.toFixed(2)}`);
  await connection.close();
  await db.$client.end();
  if (ratio < bar.lives) missed.push(`lives reach ${ratio.toFixed(2)} of the floor, not ${bar.lives}`);
  return missed;
};

/** What a light load of acts came to: how many were done in a second, and the middle one's time in milliseconds. */
interface Acts {
  perSecond: number;
  median: number;
}

/** People who begin and save drafts all the time, five a second, as long as told. */
async function acts(town: LivesTown, milliseconds: number, until?: () => Promise<boolean>): Promise<Acts> {
  const times: number[] = [];
  const under: Promise<void>[] = [];
  const started = performance.now();
  while (performance.now() - started < milliseconds && !(await until?.())) {
    const begun = performance.now();
    under.push(town.drafted().then(() => void times.push(performance.now() - begun)));
    await pause(200);
  }
  await Promise.all(under);
  return { perSecond: (times.length * 1_000) / (performance.now() - started), median: quantile(times, 0.5) };
}

/** Lets the worker take in what has gathered, while people go on. @returns the bars that were missed */
async function drain(
  db: Database,
  town: LivesTown,
  alone: Acts,
  print: (line: string) => void,
): Promise<string[]> {
  const started = performance.now();
  const receipts = () =>
    db.$count(messages, and(eq(messages.kind, 'submission-receipt'), eq(messages.status, 'inviato')));
  const beside = await acts(town, 3_600_000, async () => (await receipts()) >= backlog);
  const drained = (backlog * 1_000) / (performance.now() - started);
  // As many are begun in either case, so what tells is how long they take.
  const slower = beside.median / alone.median;
  print(
    `backlog of ${backlog} drained at ${drained.toFixed(1)}/s; acts beside it ${beside.perSecond.toFixed(1)}/s p50 ${beside.median.toFixed(0)} ms, alone ${alone.perSecond.toFixed(1)}/s p50 ${alone.median.toFixed(0)} ms, ${slower.toFixed(2)} times as long`,
  );
  return [
    ...(drained < bar.drained
      ? [`the backlog drains at ${drained.toFixed(1)} a second, not ${bar.drained}`]
      : []),
    ...(slower > bar.slower
      ? [`acts beside it take ${slower.toFixed(2)} times as long as alone, not ${bar.slower}`]
      : []),
  ];
}

/** Lives so many, some at once. @returns how many were lived in a second */
async function perSecond(lives: number, live: () => Promise<unknown>): Promise<number> {
  let ahead = lives;
  const started = performance.now();
  const one = async (): Promise<void> => {
    while (ahead-- > 0) await live();
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (lives * 1_000) / (performance.now() - started);
}
