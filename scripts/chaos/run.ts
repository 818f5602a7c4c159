import { setTimeout as sleep } from 'node:timers/promises';
import type { InvariantReport } from '../../db/queries/invariants';
import { at, execute } from '../bench/part';
import { step } from '../stack/progress';
import type { Fault } from './faults';
import type { History } from './history';
import { gather } from './people';
import { environmentOf, type Plant } from './plants';
import { randomOf } from '../../domain/random';
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

  const people = gather(stack, town, random.fork());
  const { history, unforeseen } = people;
  try {
    await step('The first vouchers', people.haveVouchers);
    const from = performance.now();
    const deadline = from + minutes * 60_000;
    const injected = await step(`${kills} kills, seed ${seed}`, (say) =>
      storm(stack, random.fork(), {
        kills,
        only,
        goesOn: () => performance.now() < deadline,
        served: (since) => history.servedSince(since),
        told: (killed) => say(`${killed} of ${kills} kills, seed ${seed}`),
      }),
    );
    await sleep(2_000);
    const until = performance.now();
    await people.goHome();
    const reports = await step('Audit', () => people.audit());
    return { history, injected, from, until, hasDisk: stack.disk !== null, unforeseen, reports };
  } finally {
    await people.close();
    await town.close();
  }
}
