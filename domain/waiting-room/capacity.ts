/** What one web process takes on. */
export interface Capacity {
  /** Pages and acts under way at once. */
  atOnce: number;
  /** How many of those who wait it calls in a second. */
  perSecond: number;
}

/** What a process measured of itself since it last looked. */
export interface Measured {
  /** How late its event loop ran at worst (p99), in milliseconds. */
  lagMs: number;
  /** How long the answers took that ended, on average, in milliseconds. */
  answerMs: number;
  answersPerSecond: number;
  /** The share of the time in which its thread was busy, 0 to 1. */
  busy: number;
  /** How many were under way, or stood in line to be, at most. */
  most: number;
  /** How many were under way on average, with those who stand in line now. */
  average: number;
}

/** What people notice: above these a process has too much. */
const bearable = { lagMs: 80, answerMs: 800 };

/** A thread that is busier than this has no reserve left. */
const busyEnough = 0.95;

/** Fewer at once leave the thread idle while the database answers. */
const least = 16;

/** What a process begins with, before it has measured anything. */
export const initialCapacity = (ceiling: number): Capacity => ({
  atOnce: Math.min(ceiling, 32),
  perSecond: 5,
});

/**
 * The next capacity. What is under way at once grows by one while all of it is used and people notice nothing, and shrinks
 * by a fifth when they do. The calls follow what is left of the process, by a quarter at most each time; while nobody waits
 * they stand at what it answers, which is what a crowd finds it able to.
 *
 * @param ceiling of what may be under way at once
 */
export function adapted(
  { atOnce, perSecond }: Capacity,
  measured: Measured,
  { ceiling, waiting }: { ceiling: number; waiting: boolean },
): Capacity {
  const { lagMs, answerMs, answersPerSecond, busy, most, average } = measured;
  const strain = Math.max(lagMs / bearable.lagMs, answerMs / bearable.answerMs);
  const grown = most >= atOnce ? atOnce + 1 : atOnce;
  const load = Math.max(strain, busy / busyEnough, average / atOnce);
  return {
    atOnce: within(Math.min(least, ceiling), Math.floor(strain > 1 ? atOnce * 0.8 : grown), ceiling),
    perSecond: within(0.5, waiting ? perSecond * within(0.8, 1 / load, 1.25) : answersPerSecond / 2, 1_000),
  };
}

const within = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));
