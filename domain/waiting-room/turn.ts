/** Those who come within these milliseconds of an opening were there when it opened: a network is no merit. */
export const gatheringMs = 10_000;

/** Among those who were there the ones of one lot are ordered by their arrival within these milliseconds before. */
const presentMs = 600_000;

/**
 * The turn of somebody who waits: who has the lower one is called first. It is the moment of their arrival, in
 * microseconds of Unix time; to those who were there when the applications opened a lot gives a moment of the gathering
 * in its place, so that they stand before all who came later, in an order that their haste has no part in.
 *
 * @param arrivedAt in microseconds of Unix time
 * @param opening of the applications: the last one, in milliseconds of Unix time, or null
 * @param lot draws, where it counts: from 0 to below 1, the same for one person, however often they come in
 */
export function turnOf(arrivedAt: number, opening: number | null, lot: () => number): number {
  if (opening === null || arrivedAt >= drawnUntil(opening)) return arrivedAt;
  const before = Math.max(0, drawnUntil(opening) - arrivedAt) / (presentMs * 1_000);
  // A thousand turns for each lot: who shares one (a household, a mobile network) is ordered by arrival.
  return (
    opening * 1_000 + Math.floor(lot() * gatheringMs) * 1_000 + Math.floor(999 * Math.max(0, 1 - before))
  );
}

/** Whether the lots are still being gathered: until then nobody is called. Instants in milliseconds. */
export const isGathering = (opening: number | null, now: number): boolean =>
  opening !== null && now < opening + gatheringMs;

/** Whoever came before this moment was there when it opened, and draws; in microseconds of Unix time, 0 where nothing has opened. */
export const drawnUntil = (opening: number | null): number =>
  opening === null ? 0 : (opening + gatheringMs) * 1_000;

/** The last of the openings that is over, in milliseconds of Unix time. */
export function lastOpening(openings: readonly number[], now: number): number | null {
  const past = openings.filter((opening) => opening <= now);
  return past.length === 0 ? null : Math.max(...past);
}
