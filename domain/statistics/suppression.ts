/** Counts of people below this are never published: in a small town they name somebody. */
export const smallestCount = 5;

/** A count as it is published; null is hidden. */
export type PublishedCount = number | null;

/**
 * Hides the small cells of a table whose total is published: those below `smallestCount`, zero included, and with them
 * all that hold the smallest of the other counts (complementary suppression).
 *
 * Nothing hidden can be computed then, not even by who knows this rule. Where another count was hidden too, exchanging
 * the hidden values among their cells gives the same publication: each cell may hold a small count or that other one.
 * Where all cells are small, the same publication comes of a table with the whole total in any one of them.
 *
 * @returns null where the total itself is small: then nothing of the table may be published
 */
export function suppressed(counts: readonly number[]): PublishedCount[] | null {
  if (sumOf(counts) < smallestCount) return null;
  if (counts.every((count) => count >= smallestCount)) return [...counts];
  const others = counts.filter((count) => count >= smallestCount);
  const complement = Math.min(...others);
  return counts.map((count) => (count < smallestCount || count === complement ? null : count));
}

export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
