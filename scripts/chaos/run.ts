import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, type Database } from '../../db/client';
import type { InvariantReport } from '../../db/queries/invariants';
import { auditEverything } from '../audit/everything';
import { at, execute } from '../bench/part';
import { step } from '../stack/progress';
import { Client } from './client';
import type { Fault } from './faults';
import { History } from './history';
import { act, check, type Stage } from './load';
import { environmentOf, type Plant } from './plants';
import { compareHistory } from './present';
import { randomOf } from './random';
import { startRoles, startServers, type ChaosStack } from './stack';
import { storm, type Injected } from './storm';
import { openChaosTown } from './town';

export interface ChaosOptions {
  seed: number;
  /** How many processes are killed before the run ends. */
  kills: number;
  /** Ends sooner where as many kills take longer, in minutes. */
  minutes: number;
  plant: Plant | null;
  /** Of all faults, those that may happen. */
  only?: ((fault: Fault) => boolean) | undefined;
}

/** What came of a run. */
export interface ChaosResult {
  history: History;
  injected: Injected[];
  /** The stretch in which faults happened, in milliseconds of the clock of the history. */
  from: number;
  until: number;
  hasDisk: boolean;
  /** How often each address answered with 500. */
  unforeseen: Map<string, number>;
  reports: InvariantReport[];
}

/** How long what follows from the acts may take to be done, once nothing goes wrong any more, in milliseconds. */
const calmMs = 90_000;

/** Starts the system, lets people act and things go wrong, and looks at what came of it. */
export async function runChaos(dataDir: string, options: ChaosOptions): Promise<ChaosResult> {
  // That processes end is what happens here all the time.
  const stack = await step('PostgreSQL and Temporal', () => startServers(dataDir, () => undefined));
  const interrupted = () => void stack.stop().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted);
  try {
    return await runOn(stack, options);
  } finally {
    await stack.stop();
  }
}

async function runOn(
  stack: ChaosStack,
  { seed, kills, minutes, plant, only }: ChaosOptions,
): Promise<ChaosResult> {
  const random = randomOf(seed);
  const url = stack.environment.DATABASE_URL ?? '';
  const town = await step('A town', () => openChaosTown(url, stack.authSecret));
  if (plant?.sql) await execute(at(stack.adminUrl, 'buoni_spesa'), plant.sql);
  await step('Two web processes and two workers', () => startRoles(stack, plant ? environmentOf(plant) : {}));

  const [history, unforeseen] = [new History(), new Map<string, number>()];
  const client = new Client(stack.ports, stack.origin, random.fork(), unforeseen);
  let goesOn = true;
  const stage: Stage = {
    ...{ client, history, town, random: random.fork() },
    ...{ purses: [], waiting: [], spends: [], goesOn: () => goesOn },
  };
  const db = openDatabase(url, 2);
  try {
    const looking = lookForVouchers(db, stage);
    const acting = act(stage);
    await step('The first vouchers', () => firstVouchers(stage));
    const from = performance.now();
    const deadline = from + minutes * 60_000;
    const injected = await step(`${kills} kills, seed ${seed}`, (say) =>
      storm(stack, random.fork(), {
        kills,
        only,
        goesOn: () => performance.now() < deadline,
        told: (killed) => say(`${killed} of ${kills} kills, seed ${seed}`),
      }),
    );
    await sleep(2_000);
    const until = performance.now();
    goesOn = false;
    await Promise.all([acting, looking]);
    await step('What follows from the acts', () => calm(db));
    const reports = await step('Audit', async () => {
      const key = town.tills[0]?.[0] ?? '';
      for (const code of stage.purses) await check({ ...stage, client }, key, code);
      return [...(await auditEverything(stack.environment, 0)), ...(await compareHistory(db, history))];
    });
    return { history, injected, from, until, hasDisk: stack.disk !== null, unforeseen, reports };
  } finally {
    client.close();
    await town.close();
    await db.$client.end();
  }
}

/** Waits until tills have something to fight for, or for a minute. */
async function firstVouchers({ purses }: Stage): Promise<void> {
  for (const end = performance.now() + 60_000; purses.length < 10 && performance.now() < end;)
    await sleep(100);
}

/** Finds the vouchers that have been issued, as the SMS would bring their codes. */
async function lookForVouchers(db: Database, { purses, goesOn }: Stage): Promise<void> {
  const known = new Set<string>();
  for (; goesOn(); await sleep(300)) {
    const found = await db.$client
      .query<{ code: string }>('select code from vouchers order by issued_at')
      .catch(() => ({ rows: [] }));
    for (const { code } of found.rows) {
      if (known.has(code)) continue;
      known.add(code);
      purses.push(code);
    }
  }
}

/** Waits until nothing is left to be told or sent, or nothing has changed any more for long. */
async function calm(db: Database): Promise<void> {
  for (const end = performance.now() + calmMs; performance.now() < end; await sleep(500)) {
    const { rows } = await db.$client.query<{ left: number }>(`
      select ((select count(*) from outbox) + (select count(*) from messages where status = 'in coda')
        + (select count(*) from applications a where status = 'approvata'
            and not exists (select from vouchers v where v.application_id = a.id)))::int as left`);
    if (rows[0]?.left === 0) return;
  }
}
