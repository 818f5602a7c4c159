import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adapted,
  initialCapacity,
  type Capacity,
  type Measured,
} from '../../../domain/waiting-room/capacity';

const ceiling = 64;
const easy: Measured = { lagMs: 5, answerMs: 50, answersPerSecond: 40, most: 2, inLine: 0, busy: 0.2 };
const hard: Measured = { ...easy, lagMs: 400, answerMs: 3_000, most: 64, inLine: 64, busy: 1 };
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
    expect(settled(() => hard).atOnce).toBe(12);
    const many = { ...initialCapacity(ceiling), atOnce: 80 };
    expect(adapted(many, { ...easy, lagMs: 200 }, waiting).atOnce).toBe(64);
    expect(adapted({ ...many, atOnce: 1 }, hard, { ceiling: 1, waiting: true }).atOnce).toBe(1);
  });

  it('settles where a process that answers more slowly the more it does is at its limit', () => {
    // Each page under way adds 10 ms: the 800 ms that are bearable are eighty.
    const { atOnce } = settled((capacity) => ({
      ...easy,
      most: capacity.atOnce,
      answerMs: capacity.atOnce * 10,
    }));
    expect(atOnce).toBeGreaterThanOrEqual(60);
    expect(atOnce).toBeLessThanOrEqual(81);
  });
});

/**
 * A crowd before a process that can answer so many a second, by seconds: who is called comes when their page asks again,
 * asks for so many pages, a few seconds apart, and one in ten has gone.
 */
function opening({
  able,
  delay,
  pages,
  seconds,
}: {
  able: number;
  delay: number;
  pages: number;
  seconds: number;
}) {
  // As it is found when the crowd comes: at work, and not yet at all it can do.
  const before = { ...easy, answersPerSecond: able / 2, busy: 0.5 };
  let capacity = adapted(initialCapacity(256), before, { ceiling: 256, waiting: false });
  const coming = Array.from({ length: seconds * 2 + 500 }, () => 0);
  let [line, answered, longest] = [0, 0, 0];
  for (let second = 0; second < seconds; second++) {
    for (let page = 0; page < pages; page++)
      for (let spread = 1; spread <= delay; spread++) {
        const at = second + spread + page * 4;
        coming[at] = (coming[at] ?? 0) + (0.9 * capacity.perSecond) / delay;
      }
    line += coming[second] ?? 0;
    const answers = Math.min(able, line);
    line -= answers;
    if (second >= 30) {
      answered += answers;
      longest = Math.max(longest, line / able);
    }
    const most = line > 0 ? 1_000 : answers;
    const measured = { ...easy, answersPerSecond: answers, most, inLine: line, busy: answers / able };
    capacity = adapted(capacity, measured, { ceiling: 256, waiting: true });
  }
  return { goodput: answered / (able * (seconds - 30)), longest };
}

describe('the calls', () => {
  it('keep a process at work without keeping whoever was called waiting long', () => {
    for (const able of [5, 40, 300])
      for (const [delay, pages] of [
        [2, 1],
        [6, 1],
        [10, 1],
        [6, 2],
        [6, 3],
      ] as const) {
        const { goodput, longest } = opening({ able, delay, pages, seconds: 180 });
        expect([able, delay, pages, goodput > 0.9 || goodput]).toEqual([able, delay, pages, true]);
        expect([able, delay, pages, longest < 10 || longest]).toEqual([able, delay, pages, true]);
      }
  });

  it('are of what a process could do, however few have come, and are not forgotten while nobody comes', () => {
    const came = settled(() => ({ ...easy, answersPerSecond: 30, busy: 0.3 }));
    expect(came.answers).toBeCloseTo(100, 0);
    const night = { ...easy, answersPerSecond: 0.1, busy: 0.01 };
    let capacity = came;
    for (let second = 0; second < 10_000; second++)
      capacity = adapted(capacity, night, { ceiling, waiting: false });
    expect(capacity.answers).toBe(came.answers);
    // Who stands in line while the event loop has nothing to do waits for the database: no more is answered by calling more.
    expect(settled(() => ({ ...easy, answersPerSecond: 30, busy: 0.3, inLine: 40 })).answers).toBeCloseTo(
      30,
      0,
    );
  });

  it('never stop, whatever is measured: nobody waits for ever', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            lagMs: fc.nat(10_000),
            answerMs: fc.nat(60_000),
            answersPerSecond: fc.nat(1_000),
            most: fc.nat(1_000),
            inLine: fc.nat(1_000),
            busy: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
          { maxLength: 50 },
        ),
        fc.boolean(),
        (history, someone) => {
          let capacity = initialCapacity(ceiling);
          for (const each of history) capacity = adapted(capacity, each, { ceiling, waiting: someone });
          expect(capacity.perSecond).toBeGreaterThanOrEqual(0.5);
          expect(capacity.atOnce).toBeGreaterThanOrEqual(12);
          expect(capacity.atOnce).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
  });
});
