/**
 * How tries are slowed: so many are free; each after them makes the next wait, twice as long as the one before, up to a
 * bound. A try is forgotten in each stretch of `forgetSeconds`.
 */
export interface TryLimit {
  free: number;
  firstSeconds: number;
  mostSeconds: number;
  forgetSeconds: number;
}

/**
 * What is counted when somebody tries to sign in. One attacker is stopped by the name tried from one address, long before
 * others who use the name or the address feel it; many attackers slow the name, and whoever signed in on a device before
 * goes on there. Nothing is ever locked for good.
 */
export const signInLimits = {
  /** One name from one address. */
  pair: { free: 5, firstSeconds: 5, mostSeconds: 900, forgetSeconds: 900 },
  /** One name, from wherever. */
  name: { free: 20, firstSeconds: 2, mostSeconds: 300, forgetSeconds: 900 },
  /**
   * All names from one address, where a library or a mobile network may stand: failures alone stay counted, and more are
   * free than can wait for their hash at once.
   */
  address: { free: 300, firstSeconds: 1, mostSeconds: 30, forgetSeconds: 20 },
  /** One name on a device that knows it; afterwards the device is like any other. */
  device: { free: 10, firstSeconds: 900, mostSeconds: 900, forgetSeconds: 900 },
  /** Codes of somebody whose password was right. */
  code: { free: 5, firstSeconds: 5, mostSeconds: 900, forgetSeconds: 900 },
} as const satisfies Record<string, TryLimit>;

export type TryKind = keyof typeof signInLimits;

/** After so many tries of their name in a stretch the person is told, once in so many seconds. */
export const toldAfter = { tries: 10, againAfterSeconds: 86_400 } as const;

/** How a count stands: tries that are not forgotten, the last of them, and when the next is taken (milliseconds). */
export interface TryCount {
  tries: number;
  lastAt: number;
  openAt: number;
}

/** The seconds that so many tries make the next one wait. */
export const delayAfter = ({ free, firstSeconds, mostSeconds }: TryLimit, tries: number): number =>
  tries < free ? 0 : Math.min(mostSeconds, firstSeconds * 2 ** Math.min(tries - free, 20));

/** One more try: how the count stands after it, or null when it is not taken yet. */
export function counted(limit: TryLimit, count: TryCount | null, now: number): TryCount | null {
  if (count !== null && count.openAt > now) return null;
  const forgotten =
    count === null ? 0 : Math.floor(Math.max(0, now - count.lastAt) / (limit.forgetSeconds * 1000));
  const tries = Math.max(0, (count?.tries ?? 0) - forgotten) + 1;
  return { tries, lastAt: now, openAt: now + delayAfter(limit, tries) * 1000 };
}

/** A temporary password: good for some days, and for some minutes after it was used to come in and change it. */
export const temporaryPasswordTerms = { days: 7, minutesAfterUse: 15 } as const;
