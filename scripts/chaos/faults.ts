import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../domain/random';
import { familyOf, type ChaosStack } from './stack';

/** Something that goes wrong, and is over when its promise is kept: what was ended runs again and is ready. */
export interface Fault {
  /** The processes it takes; it begins only while each of them is whole, and the others of the same kind (`storm.ts`). */
  takes: string[];
  target: string;
  way: string;
  /** Whether a process is ended with no chance to say a word. */
  kills: boolean;
  /** How often it comes, beside the others. */
  weight: number;
  happen: (stack: ChaosStack, random: Random) => Promise<void>;
}

const programs = ['web-1', 'web-2', 'worker-1', 'worker-2', 'temporal', 'postgres'] as const;

/** Of kills, stops and restarts: how often each program has them. */
const weights: Record<string, number> = { postgres: 5, temporal: 3 };
const weightOf = (program: string): number => weights[program] ?? 3;

const roleOf = (program: string): string => program.split('-')[0] ?? program;

/** Every fault there is: a line is a target and a way. */
export const faults: readonly Fault[] = [
  ...programs.map((program): Fault => ({
    ...{
      takes: [program],
      target: roleOf(program),
      way: 'killed',
      kills: true,
      weight: 4 * weightOf(program),
    },
    happen: ({ processes }) => processes.endOnce(program, 'SIGKILL'),
  })),
  ...programs.map((program): Fault => ({
    ...{
      takes: [program],
      target: roleOf(program),
      way: 'restarted',
      kills: false,
      weight: weightOf(program) / 3,
    },
    happen: ({ processes }) => processes.endOnce(program, program === 'postgres' ? 'SIGINT' : 'SIGTERM'),
  })),
  ...programs.map((program): Fault => ({
    ...{
      takes: [program],
      target: roleOf(program),
      way: 'stopped for a while',
      kills: false,
      weight: weightOf(program) / 2,
    },
    happen: ({ processes }, random) => standStill(processes.pidOf(program), random.between(200, 1_200)),
  })),
  {
    ...{ takes: ['postgres'], target: 'postgres', way: 'a session killed', kills: true, weight: 4 },
    happen: ({ processes }, random) => killSession(processes.pidOf('postgres'), random),
  },
  ...(['postgres', 'temporal'] as const).flatMap((server): Fault[] => [
    {
      ...{ takes: [server], target: `line to ${server}`, way: 'slow', kills: false, weight: 3 },
      happen: ({ lines }, random) =>
        aWhile(
          random,
          () => lines[server].slow(random.between(10, 80)),
          () => lines[server].slow(0),
        ),
    },
    {
      ...{ takes: [server], target: `line to ${server}`, way: 'cut', kills: false, weight: 3 },
      happen: ({ lines }, random) => aWhile(random, lines[server].cut, lines[server].mend),
    },
  ]),
  {
    ...{ takes: ['postgres'], target: 'disk of postgres', way: 'full', kills: false, weight: 4 },
    happen: async ({ disk }, random) => (disk ? aWhile(random, disk.fill, disk.empty) : undefined),
  },
];

async function aWhile(random: Random, begin: () => void, end: () => void): Promise<void> {
  begin();
  try {
    await sleep(random.between(200, 1_000));
  } finally {
    end();
  }
}

/** Stops a program with all that it started, and lets it go on. */
async function standStill(pid: number | undefined, milliseconds: number): Promise<void> {
  if (pid === undefined) return;
  const family = familyOf(pid);
  for (const each of family) signal(each, 'SIGSTOP');
  await sleep(milliseconds);
  for (const each of family) signal(each, 'SIGCONT');
}

/** PostgreSQL trusts nothing that a session which was killed may have touched: it starts all over. */
async function killSession(pid: number | undefined, random: Random): Promise<void> {
  const session = pid === undefined ? undefined : random.pick(familyOf(pid).slice(1));
  if (session !== undefined) signal(session, 'SIGKILL');
  await sleep(1_000);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended.
  }
}
