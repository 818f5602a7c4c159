/** Places of people who are called within so many seconds are wanted: who comes asks every few seconds by then. */
export const wantedSeconds = 15;

/** How many stayed of those who came in a second is told by the last so many seconds before the horizon. */
export const densitySeconds = 10;

/** Who the horizon has passed asks within so many seconds, and takes a place. */
const settledSeconds = 5;

/** Where the horizon stood at a moment, in milliseconds of Unix time. */
export interface Stand {
  at: number;
  horizon: number;
}

/**
 * Up to which turn all who are still there have taken their places. A call lets in whoever came before those whom it counts:
 * were it to count the first of a moment alone, all others of that moment would be let in with them.
 */
export const settledUntil = (stands: readonly Stand[], now: number): number =>
  stands.findLast(hasSettledBy(now))?.horizon ?? 0;

/** Those of the stands by which that is told from now on. */
export function stillTelling(stands: readonly Stand[], now: number): Stand[] {
  return stands.slice(Math.max(0, stands.findLastIndex(hasSettledBy(now))));
}

const hasSettledBy =
  (now: number) =>
  ({ at }: Stand): boolean =>
    now - at >= settledSeconds * 1_000;

/** What is known of the horizon: the moment of arrival up to which people take places of their own. */
export interface Horizon {
  /** In microseconds of Unix time, as the present moment. */
  at: number;
  now: number;
  movedSecondsAgo: number;
  /** How many with a place wait before it, and how many should. */
  waiting: number;
  wanted: number;
  /** How many of a second's arrivals took a place. */
  density: number;
}

/**
 * Where the horizon stands next: so much further as there are people wanted, by how many stayed of those before them. Who it
 * passes comes within some seconds, and until then it stands; unless hardly anybody is left to be called.
 */
export function movedHorizon({ at, now, movedSecondsAgo, waiting, wanted, density }: Horizon): number {
  if (waiting >= wanted) return at;
  const isDry = waiting < wanted / 4;
  if (!isDry && movedSecondsAgo < settledSeconds) return at;
  const seconds = Math.max(1, (isDry ? 4 : 1) * ((wanted - waiting) / density));
  return Math.max(at, Math.min(now, Math.round(at + seconds * 1_000_000)));
}
