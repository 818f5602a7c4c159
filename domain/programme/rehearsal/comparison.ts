import type { Rehearsal } from './rehearsal';

/** How a household fares by other rules, with the money there is. */
export const changes = ['enters', 'leaves', 'gains', 'loses', 'same', 'neither'] as const;

export type Change = (typeof changes)[number];

/** How many of the same households fare how where one programme's rules are put in the place of another's. */
export function compare(before: Rehearsal, after: Rehearsal): Record<Change, number> {
  const counts = Object.fromEntries(changes.map((change) => [change, 0])) as Record<Change, number>;
  for (const [index, { receivedCents }] of before.tried.entries()) {
    counts[changeOf(receivedCents, after.tried[index]?.receivedCents ?? 0)]++;
  }
  return counts;
}

function changeOf(before: number, after: number): Change {
  if (before === 0) return after === 0 ? 'neither' : 'enters';
  if (after === 0) return 'leaves';
  return after > before ? 'gains' : after < before ? 'loses' : 'same';
}
