import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHoliday } from '../../domain/holidays';
import {
  officeMinutesBetween,
  officeTimeAfter,
  readStretch,
  type OfficeCalendar,
} from '../../domain/office-hours';

const nothing = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const morning = ['09:00-13:00'];

const office: OfficeCalendar = {
  hours: {
    ...nothing,
    mon: morning,
    tue: [...morning, '15:00-17:00'],
    wed: morning,
    thu: [...morning, '15:00-17:00'],
    fri: morning,
  },
  patron: '06-29',
};

/** Open all night from Saturday to Monday: the clocks change within its hours. */
const watch: OfficeCalendar = {
  hours: { ...nothing, sat: ['00:00-24:00'], sun: ['00:00-24:00'] },
  patron: null,
};

describe('a holiday', () => {
  it.each([
    '2026-01-01',
    '2026-01-06',
    '2026-04-06',
    '2027-03-29',
    '2025-04-21',
    '2038-04-26',
    '2026-04-25',
    '2026-05-01',
    '2026-06-02',
    '2026-06-29',
    '2026-08-15',
    '2026-10-04',
    '2027-10-04',
    '2026-11-01',
    '2026-12-08',
    '2026-12-25',
    '2026-12-26',
  ])('is %s', (day) => {
    expect(isHoliday(day, '06-29')).toBe(true);
  });

  it.each(['2025-10-04', '2026-04-05', '2026-04-07', '2026-03-19', '2026-12-24', '2026-11-04'])(
    'is not %s',
    (day) => {
      expect(isHoliday(day, '06-29')).toBe(false);
    },
  );
});

describe('office time', () => {
  it.each([
    ['within a morning', '2026-11-23T10:00+01:00', 60, '2026-11-23T11:00+01:00'],
    ['to the minute the office closes', '2026-11-23T10:00+01:00', 180, '2026-11-23T13:00+01:00'],
    ['over the night', '2026-11-23T12:30+01:00', 60, '2026-11-24T09:30+01:00'],
    ['over the closing at noon', '2026-11-24T12:30+01:00', 60, '2026-11-24T15:30+01:00'],
    ['over a weekend', '2026-11-27T12:30+01:00', 60, '2026-11-30T09:30+01:00'],
    ['from a Sunday', '2026-11-29T18:00+01:00', 30, '2026-11-30T09:30+01:00'],
    ['over Christmas and a weekend', '2026-12-24T16:30+01:00', 60, '2026-12-28T09:30+01:00'],
    ['over Easter Monday', '2026-04-03T12:30+02:00', 60, '2026-04-07T09:30+02:00'],
    ['over the patron', '2026-06-26T12:30+02:00', 60, '2026-06-30T09:30+02:00'],
    ['over the change of clocks, by the civil hour', '2026-03-27T12:30+01:00', 60, '2026-03-30T09:30+02:00'],
    ['none at all', '2026-11-29T18:00+01:00', 0, '2026-11-29T18:00+01:00'],
  ])('runs %s', (_, from, minutes, until) => {
    const [begin, end] = [new Date(from), new Date(until)];
    expect(officeTimeAfter(office, begin, minutes)).toEqual(end);
    expect(officeMinutesBetween(office, begin, end)).toBe(minutes);
  });

  it('counts the hour the clocks skip as none and the one they repeat as two', () => {
    const between = (from: string, to: string) => officeMinutesBetween(watch, new Date(from), new Date(to));
    expect(between('2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00')).toBe(23 * 60);
    expect(between('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00')).toBe(25 * 60);
  });

  it('runs on holidays for who works on them', () => {
    const from = new Date('2026-12-26T00:00+01:00');
    expect(officeTimeAfter(watch, from, 60)).toEqual(new Date('2026-12-26T01:00+01:00'));
  });

  it('of an office that never opens is refused', () => {
    expect(() => officeTimeAfter({ hours: nothing, patron: '06-29' }, new Date(), 1)).toThrow(RangeError);
  });

  it.each(['9:00-13:00', '13:00-09:00', '09:00-09:00', '09:00–13:00', '09:00-25:00', ''])(
    'is not %j',
    (text) => {
      expect(readStretch(text)).toBeNull();
    },
  );
});

describe('office time, whenever and however long', () => {
  const calendar = fc.constantFrom(office, watch);
  const at = fc.date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  // Whole seconds: a minute is no finer in any term.
  const minutes = fc.integer({ min: 0, max: 200_000 }).map((seconds) => seconds / 60);

  it('adds up: one stretch after another is both at once', () => {
    fc.assert(
      fc.property(calendar, at, minutes, minutes, (office_, from, one, other) => {
        const step = officeTimeAfter(office_, officeTimeAfter(office_, from, one), other);
        expect(step).toEqual(officeTimeAfter(office_, from, one + other));
      }),
    );
  });

  it('is what lies between', () => {
    fc.assert(
      fc.property(calendar, at, minutes, (office_, from, some) => {
        expect(officeMinutesBetween(office_, from, officeTimeAfter(office_, from, some))).toBeCloseTo(
          some,
          4,
        );
      }),
    );
  });

  it('adds up between instants, and never runs back', () => {
    fc.assert(
      fc.property(calendar, fc.array(at, { minLength: 3, maxLength: 3 }), (office_, instants) => {
        const [a, b, c] = instants.toSorted((one, other) => one.getTime() - other.getTime()) as [
          Date,
          Date,
          Date,
        ];
        const [ab, bc] = [officeMinutesBetween(office_, a, b), officeMinutesBetween(office_, b, c)];
        expect(ab).toBeGreaterThanOrEqual(0);
        expect(ab + bc).toBeCloseTo(officeMinutesBetween(office_, a, c), 4);
        expect(officeMinutesBetween(office_, c, a)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('ends later when it begins later or lasts longer', () => {
    fc.assert(
      fc.property(calendar, at, at, minutes, minutes, (office_, one, other, short, more) => {
        const [first, last] = one <= other ? [one, other] : [other, one];
        expect(officeTimeAfter(office_, first, short).getTime()).toBeLessThanOrEqual(
          officeTimeAfter(office_, last, short).getTime(),
        );
        expect(officeTimeAfter(office_, first, short).getTime()).toBeLessThanOrEqual(
          officeTimeAfter(office_, first, short + more).getTime(),
        );
      }),
    );
  });
});
