/**
 * Wrong parts in a row: three are slips, then each further one waits twice as long as the one before, up to an hour. Nobody
 * is locked out for good, and a year of one try an hour opens a part with a chance of one in a hundred million.
 */
export const pinTries = { free: 3, firstWaitSeconds: 60, longestWaitSeconds: 3_600 } as const;

/** Seconds to wait before the next try, or null where it may be made now. */
export function pinWait(wrong: number, lastAt: Date, now: Date): number | null {
  if (wrong < pinTries.free) return null;
  const { firstWaitSeconds, longestWaitSeconds, free } = pinTries;
  const wait = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.min(wrong - free, 20));
  const left = wait - (now.getTime() - lastAt.getTime()) / 1_000;
  return left > 0 ? Math.ceil(left) : null;
}
