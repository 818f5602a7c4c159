/**
 * An address that `npm test` hands to the tests; of those that exist for each lane, that of the lane this file runs in.
 * Throws when the tests were started in another way.
 */
export function given(name: string): string {
  const value = process.env[ofLane(name, process.env.VITEST_POOL_ID ?? '1')] ?? process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run this test through npm test, which starts what it needs.`);
  return value;
}

/** The variable of a lane: files that run side by side have each their own application. */
export const ofLane = (name: string, lane: string): string => `${name}_${lane}`;
