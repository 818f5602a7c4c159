import { setImmediate as others } from 'node:timers/promises';

/** Longer than this nobody else is kept waiting, in milliseconds. */
const turnMs = 15;

/**
 * Works through a list in short turns, between which the process serves others.
 *
 * @param mostMs how much work it may be in all
 * @returns what came of each; null where it would have been more work than that
 */
export async function inTurns<T, R>(
  items: readonly T[],
  work: (item: T) => R,
  mostMs: number,
): Promise<R[] | null> {
  const done: R[] = [];
  for (let worked = 0; done.length < items.length;) {
    if (worked > mostMs) return null;
    const begun = performance.now();
    do done.push(work(items[done.length] as T));
    while (done.length < items.length && performance.now() - begun < turnMs);
    worked += performance.now() - begun;
    await others();
  }
  return done;
}
