import { setTimeout as sleep } from 'node:timers/promises';
import { faults, type Fault } from './faults';
import type { Random } from '../../domain/random';
import type { ChaosStack } from './stack';

/** A fault that happened, in milliseconds of the clock of the history. */
export interface Injected {
  target: string;
  way: string;
  kills: boolean;
  from: number;
  until: number;
}

/** How long PostgreSQL is left alone, at most, for somebody to be served by it again; in milliseconds. */
const breathMs = 30_000;

/** How soon one fault follows another, in milliseconds: some come while others are not over yet. */
const pauses = [150, 2_000] as const;

interface StormOptions {
  kills: number;
  goesOn: () => boolean;
  told: (killed: number) => void;
  /** Whether anybody's act was acknowledged since an instant of the clock of the history. */
  served: (since: number) => boolean;
  /** Of all faults, those that may happen. */
  only?: ((fault: Fault) => boolean) | undefined;
}

/**
 * Lets faults happen, as the seed draws them, until so many processes were killed; the last of them are over at the end. Kill any
 * one and nothing stops: of our own four processes one is away at a time, and PostgreSQL, Temporal, the lines to them and the disk
 * have one fault each; apart from that they overlap. Nobody is served without PostgreSQL, so its next fault comes when somebody was
 * served since the last: three in a row would be one long one.
 */
export async function storm(
  stack: ChaosStack,
  random: Random,
  { kills, goesOn, told, served, only = () => true }: StormOptions,
): Promise<Injected[]> {
  const injected: Injected[] = [];
  const taken = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const there = faults.filter((fault) => only(fault) && (stack.disk || fault.way !== 'full'));
  let killed = 0;

  const happen = async (fault: Fault): Promise<void> => {
    const { target, way, kills: isKill } = fault;
    const busy = fault.takes.map(kindOf);
    for (const each of busy) taken.add(each);
    const from = performance.now();
    try {
      await fault.happen(stack, random.fork());
      const until = performance.now();
      injected.push({ target, way, kills: isKill, from, until });
      if (fault.takes.includes('postgres'))
        while (!served(until) && performance.now() < until + breathMs) await sleep(20);
    } finally {
      for (const each of busy) taken.delete(each);
    }
  };

  while (killed < kills && goesOn()) {
    const free = there.filter((fault) => !fault.takes.map(kindOf).some((kind) => taken.has(kind)));
    if (free.length === 0) {
      await sleep(20);
      continue;
    }
    const fault = weighted(free, random);
    if (fault.kills) told(++killed);
    const happening = happen(fault);
    underWay.add(happening);
    // One that could not happen stays, and is told at the end: a storm that lets less happen than it says shows nothing.
    happening.then(
      () => underWay.delete(happening),
      () => undefined,
    );
    await sleep(random.between(...pauses));
  }
  await Promise.all(underWay);
  return injected;
}

/**
 * What of a program's kind there must be while it is away. Web processes and workers are one kind: each of the four takes seconds of
 * a core to start again, and where two start at once on two cores nothing is left for those that serve.
 */
const kindOf = (program: string): string => (/^(?:web|worker)-/.test(program) ? 'ours' : program);

function weighted(all: readonly Fault[], random: Random): Fault {
  let left = random.next() * all.reduce((sum, { weight }) => sum + weight, 0);
  const found = all.find(({ weight }) => (left -= weight) < 0) ?? all[0];
  if (!found) throw new Error('there is no fault');
  return found;
}
