import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { randomOf } from '../../../domain/random';
import type { Fault } from '../../../scripts/chaos/faults';
import type { ChaosStack } from '../../../scripts/chaos/stack';
import { storm } from '../../../scripts/chaos/storm';

const stackWhere = (endOnce: () => Promise<void>): ChaosStack =>
  ({ disk: null, processes: { endOnce } }) as unknown as ChaosStack;

const twoKills = (program: string) => ({
  kills: 2,
  goesOn: () => true,
  told: () => undefined,
  served: () => true,
  only: ({ target, way }: Fault) => target === program && way === 'killed',
});

it('tells of a fault that could not happen, and lets its target have others meanwhile', async () => {
  let ends = 0;
  const stack = stackWhere(() =>
    ends++ === 0 ? Promise.reject(new Error('nothing to end')) : Promise.resolve(),
  );
  await expect(storm(stack, randomOf(1), twoKills('temporal'))).rejects.toThrow('nothing to end');
  expect(ends).toBe(2);
});

it('leaves PostgreSQL alone until somebody was served by it again', async () => {
  let [ends, isServed] = [0, false];
  const stack = stackWhere(() => Promise.resolve(void ends++));
  const storming = storm(stack, randomOf(1), { ...twoKills('postgres'), served: () => isServed });
  // Longer than any pause between two faults.
  await sleep(2_500);
  expect(ends).toBe(1);
  isServed = true;
  expect((await storming).map(({ target }) => target)).toEqual(['postgres', 'postgres']);
  expect(ends).toBe(2);
});
