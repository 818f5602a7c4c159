import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  after,
  ageOn,
  before,
  civilDate,
  endOfDay,
  isCivilDate,
  isTerm,
  termParts,
  writeDay,
  writeMoment,
} from '../../domain/calendar';

const at = (instant: string): Date => new Date(instant);

/** Days from 1900 to 2100, as `YYYY-MM-DD`. */
const civilDay = fc
  .date({ min: at('1900-01-01T12:00:00Z'), max: at('2100-12-31T12:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const instant = fc.date({
  min: at('2015-01-01T00:00:00Z'),
  max: at('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('a term', () => {
  it.each(['P30D', 'P6M', 'P1Y', 'P2W', 'PT2H', 'PT3S', 'P1DT12H', 'P0D', 'PT0S'])('may be %s', (term) => {
    expect(isTerm(term)).toBe(true);
  });

  it.each(['', ' ', 'P', '1D', '30', '-P1D', 'P-1D', 'P1.5D', 'P30D ', 'domani', 'Infinity', 'PT'])(
    'is never %j',
    (term) => {
      expect(isTerm(term)).toBe(false);
    },
  );

  it.each([
    ['a day of 23 hours in March', '2026-03-28T12:00:00+01:00', 'P1D', '2026-03-29T12:00:00+02:00'],
    ['a day of 25 hours in October', '2026-10-24T12:00:00+02:00', 'P1D', '2026-10-25T12:00:00+01:00'],
    ['24 hours across the night of March', '2026-03-28T12:00:00+01:00', 'PT24H', '2026-03-29T13:00:00+02:00'],
    [
      '24 hours across the night of October',
      '2026-10-24T12:00:00+02:00',
      'PT24H',
      '2026-10-25T11:00:00+01:00',
    ],
    [
      'an hour of the night that does not exist',
      '2026-03-28T02:30:00+01:00',
      'P1D',
      '2026-03-29T03:30:00+02:00',
    ],
    [
      'the first of two hours that are called the same',
      '2026-10-24T02:30:00+02:00',
      'P1D',
      '2026-10-25T02:30:00+02:00',
    ],
    ['thirty days into summer time', '2026-03-10T23:59:59+01:00', 'P30D', '2026-04-09T23:59:59+02:00'],
    ['six months out of summer time', '2026-06-30T10:00:00+02:00', 'P6M', '2026-12-30T10:00:00+01:00'],
    ['a month from its last day', '2026-01-31T10:00:00+01:00', 'P1M', '2026-02-28T10:00:00+01:00'],
    ['a month into a leap year', '2028-01-31T10:00:00+01:00', 'P1M', '2028-02-29T10:00:00+01:00'],
    ['a year from 29 February', '2028-02-29T10:00:00+01:00', 'P1Y', '2029-02-28T10:00:00+01:00'],
    ['nothing', '2026-06-30T10:00:00+02:00', 'P0D', '2026-06-30T10:00:00+02:00'],
  ])('counts civil days, exact hours: %s', (_, from, term, until) => {
    expect(after(at(from), term)).toEqual(at(until));
  });

  it.each([
    ['a day of 23 hours', '2026-03-29T12:00:00+02:00', 'P1D', '2026-03-28T12:00:00+01:00'],
    ['a day of 25 hours', '2026-10-25T12:00:00+01:00', 'P1D', '2026-10-24T12:00:00+02:00'],
    ['a week over New Year', '2027-01-03T18:00:00+01:00', 'P7D', '2026-12-27T18:00:00+01:00'],
    ['24 hours', '2026-03-29T12:00:00+02:00', 'PT24H', '2026-03-28T11:00:00+01:00'],
  ])('is counted back the same way: %s', (_, until, term, from) => {
    expect(before(at(until), term)).toEqual(at(from));
  });

  it('never ends before it begins, and ends later the longer it is', () => {
    fc.assert(
      fc.property(instant, fc.nat(400), (from, days) => {
        expect(after(from, `P${days}D`).getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(after(from, `P${days + 1}D`).getTime()).toBeGreaterThan(after(from, `P${days}D`).getTime());
        expect(before(from, `P${days}D`).getTime()).toBeLessThanOrEqual(from.getTime());
      }),
    );
  });
});

describe('what is remembered for a minute', () => {
  /** Around the hours at which clocks change, where a mistake would show. */
  const moment = fc.oneof(
    instant,
    fc
      .tuple(
        fc.constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'),
        fc.integer({ min: -9e6, max: 9e6 }),
      )
      .map(([change, offset]) => new Date(at(change).getTime() + offset)),
  );
  const zoned = (date: Date) =>
    Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO('Europe/Rome');

  it('is what the calendar says to the millisecond', () => {
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom('P1D', 'P30D', 'P1M', 'P6M', 'P217D', 'PT2H', 'PT90S', 'P1DT45M'),
        (date, term) => {
          expect(after(date, term).getTime()).toBe(zoned(date).add(term).epochMilliseconds);
          expect(before(date, term).getTime()).toBe(zoned(date).subtract(term).epochMilliseconds);
          expect(civilDate(date)).toBe(zoned(date).toPlainDate().toString());
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a civil day', () => {
  it.each([
    ['the last millisecond of a winter day', '2025-12-31T22:59:59.999Z', '2025-12-31'],
    ['the first of the year, while UTC is a day behind', '2025-12-31T23:00:00Z', '2026-01-01'],
    ['the last millisecond of a summer day', '2026-06-30T21:59:59.999Z', '2026-06-30'],
    ['the first of a summer day', '2026-06-30T22:00:00Z', '2026-07-01'],
  ])('is that of Rome: %s', (_, instant, day) => {
    expect(civilDate(at(instant))).toBe(day);
  });

  it.each([
    ['winter', '2026-01-31', '2026-01-31T23:59:59.999+01:00'],
    ['summer', '2026-07-31', '2026-07-31T23:59:59.999+02:00'],
    ['the day of 23 hours', '2026-03-29', '2026-03-29T23:59:59.999+02:00'],
    ['the day of 25 hours', '2026-10-25', '2026-10-25T23:59:59.999+01:00'],
    ['29 February', '2028-02-29', '2028-02-29T23:59:59.999+01:00'],
    ['the last of the year', '2026-12-31', '2026-12-31T23:59:59.999+01:00'],
  ])('ends with its last millisecond in Rome: %s', (_, day, instant) => {
    expect(endOfDay(day)).toEqual(at(instant));
  });

  it('holds the end of itself, and the next millisecond is tomorrow', () => {
    fc.assert(
      fc.property(civilDay, (day) => {
        const end = endOfDay(day);
        expect(civilDate(end)).toBe(day);
        expect(civilDate(new Date(end.getTime() + 1)) > day).toBe(true);
      }),
    );
  });

  it.each(['2026-01-31', '2028-02-29', '2000-02-29', '1967-01-12', '0001-01-01', '9999-12-31'])(
    'may be %s',
    (day) => {
      expect(isCivilDate(day)).toBe(true);
    },
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-1-1',
    '12/01/1967',
    '26-01-12',
    '+02026-01-12',
    '2026-01-12T00:00:00Z',
    '2026-01-12[u-ca=japanese]',
    ' 2026-01-12',
    '2026-01-12\n',
    '',
  ])('is never %j', (day) => {
    expect(isCivilDate(day)).toBe(false);
  });

  it('is written day, month, year', () => {
    expect(writeDay(at('2021-03-31T06:49:21Z'))).toBe('31/03/2021');
    expect(writeDay(at('2025-12-31T23:30:00Z'))).toBe('01/01/2026');
  });

  it('is written with the hour of Rome in the register', () => {
    expect(writeMoment(at('2021-03-31T06:49:21.987Z'))).toBe('31/03/2021 08:49:21');
    expect(writeMoment(at('2021-01-31T23:05:00Z'))).toBe('01/02/2021 00:05:00');
  });
});

describe('an age', () => {
  it.each([
    ['the day before the eighteenth birthday', '2008-05-10', '2026-05-09', 17],
    ['the eighteenth birthday', '2008-05-10', '2026-05-10', 18],
    ['the day after', '2008-05-10', '2026-05-11', 18],
    ['the day of birth', '2026-05-10', '2026-05-10', 0],
    ['the last day before the first birthday', '2025-05-10', '2026-05-09', 0],
    ['New Year’s Eve before a birthday on New Year', '2000-01-01', '2025-12-31', 25],
    ['New Year of that birthday', '2000-01-01', '2026-01-01', 26],
    ['born on 29 February, 28 February of a common year', '2004-02-29', '2022-02-28', 17],
    ['born on 29 February, 1 March of a common year', '2004-02-29', '2022-03-01', 18],
    ['born on 29 February, 28 February of a leap year', '2004-02-29', '2024-02-28', 19],
    ['born on 29 February, the same day of a leap year', '2004-02-29', '2024-02-29', 20],
    ['born on 28 February, 28 February of a leap year', '2004-02-28', '2024-02-28', 20],
    ['more than a hundred', '1920-07-01', '2026-07-01', 106],
  ])('counts completed years: %s', (_, birthDate, day, years) => {
    expect(ageOn(birthDate, day)).toBe(years);
  });

  it('is never negative for somebody already born, and never goes back', () => {
    fc.assert(
      fc.property(civilDay, civilDay, civilDay, (...days) => {
        const [birth = '', earlier = '', later = ''] = days.toSorted();
        expect(ageOn(birth, earlier)).toBeGreaterThanOrEqual(0);
        expect(ageOn(birth, later)).toBeGreaterThanOrEqual(ageOn(birth, earlier));
      }),
    );
  });

  it('is negative for whoever is not born yet', () => {
    fc.assert(
      fc.property(civilDay, civilDay, (one, other) => {
        fc.pre(one !== other);
        const [day = '', birth = ''] = [one, other].toSorted();
        expect(ageOn(birth, day)).toBeLessThan(0);
      }),
    );
  });
});

describe('the parts of a term', () => {
  it.each([
    ['P30D', [{ unit: 'days', count: 30 }]],
    ['P6M', [{ unit: 'months', count: 6 }]],
    ['PT2H', [{ unit: 'hours', count: 2 }]],
    [
      'P1Y15D',
      [
        { unit: 'years', count: 1 },
        { unit: 'days', count: 15 },
      ],
    ],
    ['PT0S', []],
  ])('of %s are %o', (term, parts) => {
    expect(termParts(term)).toEqual(parts);
  });
});
