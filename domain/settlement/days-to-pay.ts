/** How long merchants waited for their money, in civil days from presentation to payment. */
export interface DaysToPay {
  median: number;
  p90: number;
  /** Payments by days waited, each day from none to the longest. */
  byDay: number[];
}

/** The figures of some payments, or null where there are none. The percentile is the nearest rank. */
export function daysToPay(days: readonly number[]): DaysToPay | null {
  const sorted = days.toSorted((one, other) => one - other);
  const longest = sorted.at(-1);
  if (longest === undefined) return null;
  const rank = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? longest;
  const byDay = Array.from({ length: longest + 1 }, (_, day) => sorted.filter((each) => each === day).length);
  return { median: rank(0.5), p90: rank(0.9), byDay };
}
