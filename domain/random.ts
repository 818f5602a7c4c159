/** Chance that a seed decides: the same seed gives the same course again. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next: () => number;
  /** A whole number from `least` to `most`. */
  between: (least: number, most: number) => number;
  /** Whether something that happens in so much of all cases happens now. */
  chance: (part: number) => boolean;
  pick: <T>(all: readonly T[]) => T | undefined;
  /** A course of its own, that nothing drawn here changes. */
  fork: () => Random;
}

/** Mulberry32: small, and even enough to choose by. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (part) => next() < part,
    pick: (all) => all[between(0, all.length - 1)],
    fork: () => randomOf(between(0, 2 ** 32 - 1)),
  };
}
