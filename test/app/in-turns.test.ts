import { setImmediate as soon } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurns } from '../../app/_server/in-turns';

/** Work that takes so long, in milliseconds. */
const busyFor = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

it('works through all of a list, in its order', async () => {
  const numbers = Array.from({ length: 1_000 }, (_, index) => index);
  expect(await inTurns(numbers, (each) => each * 2, 1_000)).toEqual(numbers.map((each) => each * 2));
  expect(await inTurns([], busyFor, 0)).toEqual([]);
});

it('lets others be served between its turns', async () => {
  let served = 0;
  let over = false;
  const others = (async () => {
    while (!over) {
      await soon();
      served += 1;
    }
  })();
  await inTurns([...Array<undefined>(10)], () => busyFor(10), 1_000);
  over = true;
  await others;
  expect(served).toBeGreaterThanOrEqual(4);
});

it('gives up what is more work than it may be', async () => {
  let done = 0;
  const work = () => {
    busyFor(10);
    done += 1;
  };
  expect(await inTurns([...Array<undefined>(1_000)], work, 50)).toBeNull();
  expect(done).toBeLessThan(100);
});
