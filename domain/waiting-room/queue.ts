/** A mark in the queue: so many wait up to this turn, with whoever has it. */
export interface Mark {
  turn: number;
  place: number;
}

/** What a process knows of the queue that all of them share. */
export interface Queue {
  /** Turns up to this one have been called. */
  called: number;
  /** Some of the turns that wait, in their order; the last is the last of all. */
  marks: readonly Mark[];
}

/** How many wait. */
export const waitingIn = ({ marks }: Queue): number => marks.at(-1)?.place ?? 0;

/** How many are before a turn: exact at the marks, between two of them never too few. */
export function placesAhead({ marks }: Queue, turn: number): number {
  const next = marks.findIndex((mark) => mark.turn >= turn);
  if (next === -1) return waitingIn({ called: 0, marks });
  return Math.max(0, (marks[next]?.place ?? 1) - 1);
}

/** How many had been called by a moment, in milliseconds, or could have been where fewer came. */
export interface Calls {
  at: number;
  count: number;
}

/** How many are called a second, as measured between the first and the last of some counts; null where it cannot be told. */
export function callsPerSecond(calls: readonly Calls[]): number | null {
  const [first, last] = [calls[0], calls.at(-1)];
  if (!first || !last || last.at - first.at < 2_000 || last.count === first.count) return null;
  return ((last.count - first.count) * 1_000) / (last.at - first.at);
}

/** In how many minutes somebody is called with so many before them: rounded up, null while the pace is not known. */
export const minutesUntil = (ahead: number, perSecond: number | null): number | null =>
  perSecond === null ? null : Math.max(1, Math.ceil((ahead + 1) / perSecond / 60));

/**
 * After how many seconds a page asks again: a little before its turn, since each answer that says "not yet" is taken from
 * those who are served, and then every few seconds. While the pace is not known, the later the more of them wait.
 */
export function secondsToAsk(ahead: number, waiting: number, perSecond: number | null): number {
  const untilTurn = perSecond === null ? waiting / 100 : ahead / perSecond;
  return Math.round(Math.min(longestSeconds, Math.max(shortestSeconds, untilTurn * 0.9)));
}

/** A page asks again after these at the soonest; a quarter more by chance, so that not all come at once. */
export const shortestSeconds = 4;

/** Who comes within these seconds is somebody whose turn is near: what asks as often as it may. */
export const soonSeconds = 6;

/** A page asks again after five minutes at the latest: so old the place may be that it shows. */
const longestSeconds = 300;

/** Who has not asked for these seconds after they were to is not waited for: when they come back, their turn may have been called. */
export const goneAfterSeconds = 90;
