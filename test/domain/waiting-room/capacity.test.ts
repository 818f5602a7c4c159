import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adapted,
  initialCapacity,
  type Capacity,
  type Measured,
} from '../../../domain/waiting-room/capacity';

const ceiling = 64;
const easy: Measured = { lagMs: 5, answerMs: 50, answersPerSecond: 40, busy: 0.3, most: 2, average: 1 };
const hard: Measured = { ...easy, lagMs: 400, answerMs: 3_000, busy: 1, most: 64, average: 64 };
const waiting = { ceiling, waiting: true };

/** What comes of the same measurement many times. */
function settled(measured: (capacity: Capacity) => Measured, rounds = 200): Capacity {
  let capacity = initialCapacity(ceiling);
  for (let round = 0; round < rounds; round++) capacity = adapted(capacity, measured(capacity), waiting);
  return capacity;
}

describe('what is under way at once', () => {
  it('grows where all of it is used and nobody notices, up to the ceiling', () => {
    expect(settled(({ atOnce }) => ({ ...easy, most: atOnce })).atOnce).toBe(ceiling);
  });

  it('stays where it is not used', () => {
    expect(settled(() => easy).atOnce).toBe(initialCapacity(ceiling).atOnce);
  });

  it('shrinks where answers or the event loop are late, and never to nothing', () => {
    expect(settled(() => hard).atOnce).toBe(16);
    expect(adapted({ atOnce: 40, perSecond: 5 }, { ...easy, lagMs: 200 }, waiting).atOnce).toBe(32);
    expect(adapted({ atOnce: 1, perSecond: 5 }, hard, { ceiling: 1, waiting: true }).atOnce).toBe(1);
  });

  it('settles where a process that answers more slowly the more it does is at its limit', () => {
    // Each page under way adds 40 ms: the 800 ms that are bearable are twenty.
    const { atOnce } = settled((capacity) => ({
      ...easy,
      most: capacity.atOnce,
      answerMs: capacity.atOnce * 40,
    }));
    expect(atOnce).toBeGreaterThanOrEqual(15);
    expect(atOnce).toBeLessThanOrEqual(21);
  });
});

describe('the calls', () => {
  it('never stop, whatever is measured: nobody waits for ever', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            lagMs: fc.nat(10_000),
            answerMs: fc.nat(60_000),
            answersPerSecond: fc.nat(1_000),
            busy: fc.double({ min: 0, max: 1, noNaN: true }),
            most: fc.nat(1_000),
            average: fc.nat(1_000),
          }),
          { maxLength: 50 },
        ),
        fc.boolean(),
        (history, someone) => {
          let capacity = initialCapacity(ceiling);
          for (const each of history) capacity = adapted(capacity, each, { ceiling, waiting: someone });
          expect(capacity.perSecond).toBeGreaterThanOrEqual(0.5);
          expect(capacity.atOnce).toBeGreaterThanOrEqual(16);
          expect(capacity.atOnce).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
  });

  it('become those that a process has room for: it is busy, and not beyond', () => {
    // Twenty milliseconds of the thread for each who is called.
    const { perSecond } = settled((capacity) => ({ ...easy, busy: Math.min(1, capacity.perSecond * 0.02) }));
    expect(perSecond).toBeGreaterThan(40);
    expect(perSecond).toBeLessThanOrEqual(60);
  });

  it('stand ready, while nobody waits, at half of what the process answers', () => {
    expect(adapted(initialCapacity(ceiling), easy, { ceiling, waiting: false }).perSecond).toBe(20);
  });
});
