import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatheringMs, isGathering, lastOpening, turnOf } from '../../../domain/waiting-room/turn';

const opening = Date.UTC(2026, 10, 30, 8);
const us = (ms: number) => ms * 1_000;
const lot = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
/** Milliseconds after the opening. */
const present = fc.integer({ min: -3_600_000, max: gatheringMs - 1 });
const later = fc.integer({ min: gatheringMs, max: 8 * 3_600_000 });
const turn = (after: number, drawn: number) => turnOf(us(opening + after), opening, () => drawn);

describe('those who were there when it opened', () => {
  it('are called before all who came later, whatever they drew', () => {
    fc.assert(
      fc.property(present, lot, later, lot, (here, drew, after, other) => {
        expect(turn(here, drew)).toBeLessThan(turn(after, other));
      }),
    );
  });

  it('are ordered by lot: who came first has no advantage of another lot', () => {
    fc.assert(
      fc.property(present, lot, present, lot, (one, drew, other, drewOther) => {
        fc.pre(Math.floor(drew * gatheringMs) < Math.floor(drewOther * gatheringMs));
        expect(turn(one, drew)).toBeLessThan(turn(other, drewOther));
      }),
    );
  });

  it('stand anywhere with the same likelihood, as early or late as they came', () => {
    const people = Array.from({ length: 20_000 }, (_, index) => ({
      early: index < 10_000,
      turn: turn(index < 10_000 ? -3_000_000 : 9_000, Math.random()),
    })).toSorted((one, other) => one.turn - other.turn);
    const inTenths = Array.from(
      { length: 10 },
      (_, tenth) => people.slice(tenth * 2_000, (tenth + 1) * 2_000).filter(({ early }) => early).length,
    );
    // A thousand are expected in each tenth, and 21 to either side is one standard deviation.
    for (const count of inTenths) expect(Math.abs(count - 1_000)).toBeLessThan(130);
  });

  it('gain nothing by more browsers of one lot: the best of them is the one they came with first', () => {
    fc.assert(
      fc.property(fc.array(present, { minLength: 1, maxLength: 50 }), lot, (arrivals, drew) => {
        const turns = arrivals.map((each) => turn(each, drew));
        expect(Math.min(...turns)).toBe(turn(Math.min(...arrivals), drew));
      }),
    );
  });
});

describe('who comes later', () => {
  it('is called in the order of arrival: nobody overtakes', () => {
    fc.assert(
      fc.property(later, later, lot, lot, (one, other, drew, drewOther) => {
        fc.pre(one < other);
        expect(turn(one, drew)).toBeLessThan(turn(other, drewOther));
      }),
    );
  });

  it('is called in the order of arrival too where nothing opened', () => {
    expect(turnOf(us(opening), null, () => 0.9)).toBe(us(opening));
  });

  it('keeps the turn until the next opening, at which all draw anew', () => {
    const arrived = us(opening + 3_600_000);
    const next = opening + 86_400_000;
    expect(turnOf(arrived, opening, () => 0.5)).toBe(arrived);
    expect(turnOf(arrived, next, () => 0.5)).toBeGreaterThanOrEqual(us(next));
    expect(turnOf(arrived, next, () => 0.5)).toBeLessThan(us(next + gatheringMs));
  });
});

it('turns are whole numbers that are exact', () => {
  fc.assert(
    fc.property(fc.oneof(present, later), lot, (after, drew) => Number.isSafeInteger(turn(after, drew))),
  );
});

it('nobody is called before the lots are gathered', () => {
  expect(isGathering(opening, opening)).toBe(true);
  expect(isGathering(opening, opening + gatheringMs)).toBe(false);
  expect(isGathering(null, opening)).toBe(false);
});

it('the last opening is the latest that is over', () => {
  expect(lastOpening([opening, opening - 5, opening + 5], opening)).toBe(opening);
  expect(lastOpening([opening + 5], opening)).toBeNull();
});
