/** So many times within so many minutes. */
export interface Limit {
  times: number;
  minutes: number;
}

/**
 * Calls of one till. A busy counter serves a customer in half a minute with three or four calls; a hundred and twenty are
 * a program that repeats itself.
 */
export const callsOfTill: Limit = { times: 120, minutes: 1 };

/**
 * What is asked of one voucher, from anywhere: checks, spends and amounts set aside. A family at several tills stays far
 * below; who already knows a code has no use for more but to wear the system out.
 */
export const attemptsOnVoucher: Limit = { times: 60, minutes: 1 };

/**
 * Codes that open nothing, of one till or person. A cashier mistypes one in fifty: ten in ten minutes is a bad quarter of an
 * hour, forty in a day are not slips any more. Each further limit makes the wait longer.
 *
 * There are 31^7 codes, 27 thousand million: with ten thousand vouchers out, who tries forty a day finds one in two centuries.
 */
export const wrongCodesOfCaller: readonly Limit[] = [
  { times: 10, minutes: 10 },
  { times: 20, minutes: 60 },
  { times: 40, minutes: 24 * 60 },
];

/** The same of a whole merchant, so that more tills, keys or cashiers are not more guesses; one bad till does not fill it. */
export const wrongCodesOfMerchant: readonly Limit[] = [
  { times: 30, minutes: 10 },
  { times: 60, minutes: 60 },
  { times: 120, minutes: 24 * 60 },
];

/** How far back wrong codes are looked at, in minutes. */
export const wrongCodesRemembered = Math.max(
  ...[...wrongCodesOfCaller, ...wrongCodesOfMerchant].map(({ minutes }) => minutes),
);

/**
 * How many seconds must pass until none of the limits is reached any more, or null where none is.
 *
 * @param times when it was done, as milliseconds, newest first
 */
export function waitAfter(times: readonly number[], limits: readonly Limit[], now: number): number | null {
  const waits = limits.map((limit) => (times[limit.times - 1] ?? -Infinity) + limit.minutes * 60_000 - now);
  const longest = Math.max(...waits);
  return longest > 0 ? Math.ceil(longest / 1_000) : null;
}
