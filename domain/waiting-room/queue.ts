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
  /** Who came up to this moment takes a place of their own; in microseconds of Unix time. */
  horizon: number;
  /** How many who came in a second after it wait, as far as those before them tell. */
  density: number;
}

/** A process that knows nothing of the queue yet. */
export const unknownQueue: Queue = { called: 0, marks: [], horizon: 0, density: 0 };

/** How many wait with a place of their own. */
export const waitingIn = ({ marks }: Pick<Queue, 'marks'>): number => marks.at(-1)?.place ?? 0;

/** Whether who came at a moment has that alone, and no place of their own yet: never while nobody with a place waits. */
export const isBeyond = ({ marks, horizon }: Queue, arrivedAt: number): boolean =>
  marks.length > 0 && arrivedAt > horizon;

/** How many who have no place yet came before a moment, as far as those before them tell. */
export const beyondAhead = ({ horizon, density }: Queue, arrivedAt: number): number =>
  Math.round((Math.max(0, arrivedAt - horizon) / 1_000_000) * density);

/** How many are before a turn: up to the horizon exact at the marks, and between two of them never too few. */
export function placesAhead(queue: Queue, turn: number): number {
  const known = markedAhead(queue, turn);
  if (!isBeyond(queue, turn)) return known;
  return Math.max(known, markedAhead(queue, queue.horizon) + beyondAhead(queue, turn));
}

function markedAhead(queue: Queue, turn: number): number {
  const next = queue.marks.findIndex((mark) => mark.turn >= turn);
  if (next === -1) return waitingIn(queue);
  return Math.max(0, (queue.marks[next]?.place ?? 1) - 1);
}

/** How many had been called by a moment, in milliseconds, or could have been where fewer came. */
export interface Calls {
  at: number;
  count: number;
}

/** How fast people are called. */
export interface Pace {
  perSecond: number;
  /** Over how many seconds it was measured. */
  seconds: number;
}

/** How many are called a second, as measured between the first and the last of some counts; null where it cannot be told. */
export function paceOf(calls: readonly Calls[]): Pace | null {
  const [first, last] = [calls[0], calls.at(-1)];
  if (!first || !last || last.at - first.at < 2_000 || last.count === first.count) return null;
  const seconds = (last.at - first.at) / 1_000;
  return { perSecond: (last.count - first.count) / seconds, seconds };
}

/** In how many minutes somebody is called with so many before them: rounded up, null while the pace is not known. */
export const minutesUntil = (ahead: number, pace: Pace | null): number | null =>
  pace === null ? null : Math.max(1, Math.ceil((ahead + 1) / pace.perSecond / 60));

/**
 * After how many seconds a page asks again: when a part of the time until its turn is over, and every few seconds in the end.
 * Where people would come back just before their turn, nobody would be there when the calls come faster than they were
 * thought to; nor can a pace be relied on for much longer than it was measured. While it is not known, the later the more of
 * them wait.
 */
export function secondsToAsk(ahead: number, waiting: number, pace: Pace | null): number {
  const untilTurn = pace === null ? waiting / 100 : ahead / pace.perSecond;
  const longest = Math.min(longestSeconds, pace === null ? longestSeconds : pace.seconds * 2);
  return Math.round(Math.max(shortestSeconds, Math.min(longest, untilTurn * 0.6)));
}

/** Who has just come asks for a place after these. */
export const arrivedSeconds = 2;

/** A page asks again after these at the soonest; a quarter more by chance, so that not all come at once. */
export const shortestSeconds = 4;

/** Who comes within these seconds is somebody whose turn is near: what asks as often as it may. */
export const soonSeconds = 6;

/** A page asks again after two minutes at the latest: so old the place may be that it shows. */
const longestSeconds = 120;

/** Who has not asked for these seconds after they were to is not waited for: when they come back, their turn may have been called. */
export const goneAfterSeconds = 90;
