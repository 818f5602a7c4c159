import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedHorizon, settledUntil, stillTelling } from '../../../domain/waiting-room/horizon';

const second = 1_000_000;
const at = 1_000 * second;
const known = {
  at,
  now: at + 3_600 * second,
  movedSecondsAgo: 60,
  waiting: 1_000,
  wanted: 2_000,
  density: 500,
};

describe('the horizon', () => {
  it.each([
    ['stands where enough people wait before it', { waiting: 2_000 }, 0],
    ['goes as far as people are wanted, by how many stayed of a second', {}, 2],
    ['goes by a second at least', { waiting: 1_999 }, 1],
    ['waits for those whom it passed, before it goes on', { movedSecondsAgo: 4 }, 0],
    [
      'does not wait where hardly anybody is left, and goes further',
      { waiting: 400, movedSecondsAgo: 0 },
      12.8,
    ],
    ['goes to the present moment where nobody is known to have stayed', { density: 0 }, 3_600],
    ['goes no further than the present moment', { now: at + second }, 1],
  ])('%s', (_, changes, seconds) => {
    expect(movedHorizon({ ...known, ...changes })).toBe(at + seconds * second);
  });

  it('never goes back, nor beyond the present moment', () => {
    const count = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(count, count, count, count, count, (waiting, wanted, density, movedSecondsAgo, passed) => {
        const now = at + passed * second;
        const next = movedHorizon({ at, now, waiting, wanted, density, movedSecondsAgo });
        expect(next).toBeGreaterThanOrEqual(at);
        expect(next).toBeLessThanOrEqual(now);
      }),
    );
  });
});

it('turns settle five seconds after the horizon has passed them, and what went before is forgotten', () => {
  const stands = [0, 1_000, 2_000, 3_000].map((at) => ({ at, horizon: at * 10 }));
  expect([4_999, 5_000, 6_500, 60_000].map((now) => settledUntil(stands, now))).toEqual([
    0, 0, 10_000, 30_000,
  ]);
  for (const now of [4_000, 6_500, 60_000]) {
    const left = stillTelling(stands, now);
    for (const later of [now, now + 500, now + 60_000])
      expect(settledUntil(left, later)).toBe(settledUntil(stands, later));
  }
  expect(stillTelling(stands, 60_000)).toHaveLength(1);
});
