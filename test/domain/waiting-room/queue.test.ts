import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isBeyond,
  paceOf,
  minutesUntil,
  placesAhead,
  secondsToAsk,
  unknownQueue,
  waitingIn,
} from '../../../domain/waiting-room/queue';

/** Places are given to all who come in these tests, but where it says otherwise. */
const known = { ...unknownQueue, horizon: 1_000_000 };

describe('how many are before somebody', () => {
  it('is exact at the marks, and never too few between them', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 20 }),
        (turns, step) => {
          const sorted = turns.toSorted((one, other) => one - other);
          const marks = sorted
            .map((turn, index) => ({ turn, place: index + 1 }))
            .filter(({ place }) => place % step === 0 || place === sorted.length);
          for (const [index, turn] of sorted.entries()) {
            const ahead = placesAhead({ ...known, marks }, turn);
            expect(ahead).toBeGreaterThanOrEqual(index);
            expect(ahead - index).toBeLessThan(step);
          }
        },
      ),
    );
  });

  it('is all of them for who comes after the last', () => {
    const queue = { ...known, marks: [{ turn: 5, place: 7 }] };
    expect([placesAhead(queue, 9), waitingIn(queue)]).toEqual([7, 7]);
    expect(placesAhead({ ...known, marks: [] }, 9)).toBe(0);
  });

  it('is told beyond the horizon by how many stayed of those before it', () => {
    const marks = [
      { turn: 500_000, place: 40 },
      { turn: 1_700_000, place: 60 },
    ];
    const queue = { ...known, marks, density: 30 };
    // Who has a place beyond it, being signed in, is one of those.
    expect(placesAhead(queue, 3_000_000)).toBe(59 + 60);
    expect([isBeyond(queue, 1_000_000), isBeyond(queue, 1_000_001)]).toEqual([false, true]);
  });

  it('has nobody beyond the horizon while nobody with a place waits', () => {
    expect(isBeyond({ ...known, density: 30 }, 9_000_000)).toBe(false);
  });
});

describe('the time until somebody is called', () => {
  it('follows from the calls that were measured', () => {
    const pace = paceOf([
      { at: 0, count: 100 },
      { at: 20_000, count: 140 },
    ]);
    expect(pace).toEqual({ perSecond: 2, seconds: 20 });
    expect(minutesUntil(239, pace)).toBe(2);
    expect(minutesUntil(240, pace)).toBe(3);
    expect(minutesUntil(0, pace)).toBe(1);
  });

  it('is not said where nothing was measured', () => {
    expect(paceOf([])).toBeNull();
    expect(paceOf([{ at: 0, count: 1 }])).toBeNull();
    const still = [
      { at: 0, count: 5 },
      { at: 30_000, count: 5 },
    ];
    expect(minutesUntil(10, paceOf(still))).toBeNull();
  });

  it('is never less than what the measured pace needs', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.double({ min: 0.5, max: 1_000, noNaN: true }), (ahead, pace) => {
        expect(
          (minutesUntil(ahead, { perSecond: pace, seconds: 60 }) ?? 0) * 60 * pace,
        ).toBeGreaterThanOrEqual(ahead);
      }),
    );
  });
});

describe('a page asks again', () => {
  const anyone = { maxAhead: 1_000_000, pace: { perSecond: 50, seconds: 60 } };

  it('before its turn, or not long after it', () => {
    fc.assert(
      fc.property(fc.nat(anyone.maxAhead), fc.nat(anyone.maxAhead), (ahead, behind) => {
        const seconds = secondsToAsk(ahead, ahead + behind, anyone.pace);
        expect(seconds).toBeGreaterThanOrEqual(4);
        expect(seconds).toBeLessThanOrEqual(Math.max(4, ahead / anyone.pace.perSecond));
        expect(seconds).toBeLessThanOrEqual(120);
      }),
    );
  });

  it('a few times in all, however many are before it, and every two minutes', () => {
    fc.assert(
      fc.property(fc.nat(anyone.maxAhead), (ahead) => {
        let [left, times] = [ahead / anyone.pace.perSecond, 0];
        for (; left > 0; times++) left -= secondsToAsk(left * anyone.pace.perSecond, ahead, anyone.pace);
        expect(times).toBeLessThanOrEqual(9 + ahead / anyone.pace.perSecond / 120);
      }),
    );
  });

  it('soon where it was measured for a moment only how fast it goes', () => {
    expect(secondsToAsk(6_000, 6_000, { perSecond: 20, seconds: 5 })).toBe(10);
    expect(secondsToAsk(6_000, 6_000, { perSecond: 20, seconds: 60 })).toBe(120);
  });

  it('soon where nobody knows how fast it goes, and later the more of them there are', () => {
    expect([100, 1_000, 6_000].map((waiting) => secondsToAsk(waiting, waiting, null))).toEqual([4, 6, 36]);
  });
});
