import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap } from '../../../domain/programme/openings';
import { programmeRulesSchema } from '../../../domain/programme/rules.schema';
import {
  weekdays,
  type DailyHours,
  type ProgrammeRules,
  type SubmissionWindow,
} from '../../../domain/programme/rules';
import {
  lastClosing,
  nextChange,
  nextWindow,
  nextWindows,
  openWindow,
} from '../../../domain/programme/terms';
import { rulesWith } from '../../support/rules';

const minute = 60_000;
const day = 24 * 60 * minute;

const windowOf = (opensAt: string, closesAt: string, daily?: DailyHours): SubmissionWindow => ({
  channel: 'cittadino',
  opensAt: new Date(opensAt).toISOString(),
  closesAt: new Date(closesAt).toISOString(),
  ...(daily && { daily }),
});
const ruled = (...windows: SubmissionWindow[]): ProgrammeRules => rulesWith({ windows });
const at = (instant: string) => new Date(instant);
const night = { opens: '16:00', closes: '08:00' };

describe('hours of the day', () => {
  const rules = ruled(windowOf('2020-04-01T16:00+02:00', '2020-04-30T08:00+02:00', night), {
    ...windowOf('2020-04-01T08:00+02:00', '2020-04-30T16:00+02:00', { opens: '08:00', closes: '16:00' }),
    channel: 'intermediario',
  });

  it.each([
    ['2020-04-01T15:59:59.999+02:00', 'intermediario'],
    ['2020-04-01T16:00:00.000+02:00', 'cittadino'],
    ['2020-04-02T00:00:00.000+02:00', 'cittadino'],
    ['2020-04-02T07:59:59.999+02:00', 'cittadino'],
    ['2020-04-02T08:00:00.000+02:00', 'intermediario'],
    ['2020-04-30T07:59:59.999+02:00', 'cittadino'],
    ['2020-04-30T15:59:59.999+02:00', 'intermediario'],
    ['2020-04-30T16:00:00.000+02:00', 'nobody'],
  ])('at %s they are those of %s alone', (instant, whose) => {
    const open = (['cittadino', 'intermediario', 'contact-center'] as const).filter(
      (channel) => openWindow(rules, channel, at(instant)) !== null,
    );
    expect(open).toEqual(whose === 'nobody' ? [] : [whose]);
  });

  it('cross midnight as one opening', () => {
    const opening = {
      channel: 'cittadino',
      opensAt: '2020-04-02T14:00:00.000Z',
      closesAt: '2020-04-03T06:00:00.000Z',
    };
    expect(openWindow(rules, 'cittadino', at('2020-04-03T01:00+02:00'))).toEqual(opening);
    expect(nextWindow(rules, 'cittadino', at('2020-04-02T12:00+02:00'))).toEqual(opening);
    expect(nextChange(rules, 'cittadino', at('2020-04-02T12:00+02:00'))).toEqual(at(opening.opensAt));
    expect(nextChange(rules, 'cittadino', at('2020-04-02T16:00+02:00'))).toEqual(at(opening.closesAt));
  });

  it('end for good with the last of them, and nothing comes after', () => {
    expect(lastClosing(rules)).toEqual(at('2020-04-30T16:00+02:00'));
    expect(nextChange(rules, 'cittadino', at('2020-04-30T08:00+02:00'))).toBeNull();
    const idle = ruled(windowOf('2020-04-01T00:00+02:00', '2020-04-30T12:00+02:00', night));
    expect(lastClosing(idle)).toEqual(at('2020-04-30T08:00+02:00'));
  });

  it('on chosen days open on those, also when they close on another', () => {
    const fridays = ruled(
      windowOf('2026-12-01T00:00+01:00', '2026-12-31T00:00+01:00', { ...night, weekdays: ['friday'] }),
    );
    const next = nextWindows(fridays, 'cittadino', at('2026-12-01T00:00+01:00'), 9);
    expect(next.map(({ opensAt, closesAt }) => [opensAt, closesAt])).toEqual(
      [4, 11, 18, 25].map((date) => [
        new Date(Date.UTC(2026, 11, date, 15)).toISOString(),
        new Date(Date.UTC(2026, 11, date + 1, 7)).toISOString(),
      ]),
    );
  });

  it.each([
    ['as long as the night is in winter', '2026-11-01', 16],
    ['an hour shorter when the clocks go forward', '2026-03-28', 15],
    ['an hour longer when they go back', '2026-10-24', 17],
  ])('are %s', (_, date, hours) => {
    const year = ruled(windowOf('2026-01-01T00:00+01:00', '2027-01-01T00:00+01:00', night));
    const opening = openWindow(year, 'cittadino', at(`${date}T22:00Z`));
    expect(Date.parse(opening?.closesAt ?? '') - Date.parse(opening?.opensAt ?? '')).toBe(
      hours * 60 * minute,
    );
  });

  it.each<[string, string, string, string, string, string]>([
    ['open with the first of two', '2026-10-25', '02:30', '08:00', '00:30', '07:00'],
    ['close with the first of two', '2026-10-25', '00:30', '02:30', '22:30', '00:30'],
    ['run through both', '2026-10-25', '01:30', '03:00', '23:30', '02:00'],
    ['open where the clocks jump', '2026-03-29', '02:30', '08:00', '01:00', '06:00'],
    ['close where the clocks jump', '2026-03-29', '00:30', '02:30', '23:30', '01:00'],
  ])('%s, on %s', (_, date, opens, closes, from, to) => {
    const opening = nextWindow(
      ruled(windowOf(`${date}T00:00+02:00`, '2026-12-01T00:00Z', { opens, closes, weekdays: ['sunday'] })),
      'cittadino',
      new Date(Date.parse(`${date}T00:00Z`) - 3 * 60 * minute),
    );
    expect([opening?.opensAt.slice(11, 16), opening?.closesAt.slice(11, 16)]).toEqual([from, to]);
  });

  it('that the clocks jump over are left out that day', () => {
    const hours = { opens: '02:10', closes: '02:50' };
    const rules = ruled(windowOf('2026-03-28T00:00+01:00', '2026-03-31T00:00+02:00', hours));
    const days = nextWindows(rules, 'cittadino', at('2026-03-27T00:00Z'), 9).map(({ opensAt }) => opensAt);
    expect(days).toEqual(['2026-03-28T01:10:00.000Z', '2026-03-30T00:10:00.000Z']);
  });
});

describe('hours of Sundays alone, one of which the clocks jump over', () => {
  const sundays: DailyHours = { opens: '02:10', closes: '02:50', weekdays: ['sunday'] };

  it('end for good on the Sunday before', () => {
    const rules = ruled(windowOf('2026-01-01T00:00+01:00', '2026-04-04T12:00+02:00', sundays));
    expect(lastClosing(rules)).toEqual(at('2026-03-22T02:50+01:00'));
  });

  it('overlap others on the Sunday after', () => {
    const windowUntil = (closesAt: string) => windowOf('2026-03-23T00:00+01:00', closesAt, sundays);
    expect(overlap(windowUntil('2026-05-01T00:00Z'), windowUntil('2026-04-06T00:00Z'))).toBe(true);
    expect(overlap(windowUntil('2026-05-01T00:00Z'), windowUntil('2026-04-05T00:00Z'))).toBe(false);
  });
});

/**
 * The oracle: a clock on the wall of the town hall, read each minute by the platform's own time zones, that is never put
 * back. A channel is open while what it shows lies within the hours that began that day or the day before.
 */
const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  dateStyle: 'short',
  timeStyle: 'short',
});

const next = (date: string, days: number) =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
const weekdayOf = (date: string) => weekdays[(new Date(date).getUTCDay() + 6) % 7];

/** The hours that begin on some days, as the clock shows their ends. */
const hoursOn = (dates: readonly string[], { opens, closes, weekdays: chosen }: DailyHours) =>
  dates
    .filter((date) => chosen === undefined || chosen.some((name) => name === weekdayOf(date)))
    .map((date) => [`${date} ${opens}`, `${closes > opens ? date : next(date, 1)} ${closes}`] as const);

/** What the clock shows in each minute of the days from the one before. */
const shownFrom = new Map<number, { at: Date; shown: string }[]>();

function shownAround(from: number): { at: Date; shown: string }[] {
  let shown = '';
  const minutes = shownFrom.get(from) ?? [];
  for (let instant = from - day; minutes.length < 12 * 1440; instant += minute) {
    const now = wall.format(instant);
    if (now > shown) shown = now;
    minutes.push({ at: new Date(instant), shown });
  }
  shownFrom.set(from, minutes);
  return minutes;
}

/** Each of these minutes with whether the window is open in it. */
function watched(window: SubmissionWindow, from: number): { at: Date; open: boolean }[] {
  const [begin, end] = [Date.parse(window.opensAt), Date.parse(window.closesAt)];
  const first = new Date(from - 2 * day).toISOString().slice(0, 10);
  const dates = Array.from({ length: 14 }, (_, days) => next(first, days));
  const hours = window.daily && hoursOn(dates, window.daily);
  return shownAround(from).map(({ at: instant, shown }) => ({
    at: instant,
    open:
      begin <= instant.getTime() &&
      instant.getTime() < end &&
      (hours === undefined || hours.some(([opens, closes]) => opens <= shown && shown < closes)),
  }));
}

const clock = fc
  .oneof(fc.nat(1439), fc.integer({ min: 100, max: 200 }))
  .map(
    (minutes) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  );
const daily = fc
  .record(
    { opens: clock, closes: clock, weekdays: fc.subarray([...weekdays], { minLength: 1 }) },
    { requiredKeys: ['opens', 'closes'] },
  )
  .filter(({ opens, closes }) => opens !== closes);
/** The days around: of no account, and both changes of the clocks. */
const around = fc.constantFrom('2026-01-14', '2026-03-27', '2026-10-23', '2027-03-26').map(Date.parse);
const windowAround = (from: number) =>
  fc
    .record({
      begin: fc.nat(4 * 1440),
      length: fc.integer({ min: 1, max: 6 * 1440 }),
      daily: fc.option(daily),
    })
    .map(({ begin, length, daily: hours }) =>
      windowOf(
        new Date(from + begin * minute).toISOString(),
        new Date(from + (begin + length) * minute).toISOString(),
        hours ?? undefined,
      ),
    );
const someWindow = around.chain((from) => windowAround(from).map((window) => ({ from, window })));

describe('a window, whatever its hours', () => {
  it('is open in the minutes in which a clock that is never put back says so', () => {
    fc.assert(
      fc.property(someWindow, fc.nat(60), ({ from, window }, first) => {
        const minutes = watched(window, from);
        const telling = minutes.filter(
          ({ open }, index) =>
            index % 61 === first ||
            open !== minutes[index - 1]?.open ||
            (open !== minutes[index + 1]?.open && index < minutes.length - 1),
        );
        const rules = ruled(window);
        const wrong = telling.filter(
          (each) => each.open !== (openWindow(rules, 'cittadino', each.at) !== null),
        );
        expect(wrong.map((each) => each.at.toISOString())).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('opens next, changes next and ends where its minutes do', () => {
    fc.assert(
      fc.property(someWindow, fc.nat(9 * 1440), ({ from, window }, later) => {
        const rules = ruled(window);
        const minutes = watched(window, from);
        const starts = minutes.filter(({ open }, index) => open && !minutes[index - 1]?.open);
        fc.pre(starts.length > 0);
        const now = new Date(from + later * minute);
        const ahead = starts.find((start) => start.at > now);
        expect(nextWindow(rules, 'cittadino', now)?.opensAt).toBe(ahead?.at.toISOString());
        const openNow = minutes.find((each) => each.at.getTime() === now.getTime())?.open;
        const change = minutes.find((each) => each.at > now && each.open !== openNow);
        expect(nextChange(rules, 'cittadino', now)).toEqual(change?.at ?? null);
        const end = minutes.findLast(({ open }) => open);
        expect(lastClosing(rules).getTime()).toBe((end?.at.getTime() ?? 0) + minute);
      }),
      { numRuns: 40 },
    );
  });

  it('is never valid without an opening', () => {
    fc.assert(
      fc.property(someWindow, ({ from, window }) => {
        const opens = watched(window, from).some(({ open }) => open);
        expect(programmeRulesSchema.safeParse(ruled(window)).success).toBe(opens);
      }),
      { numRuns: 40 },
    );
  });

  it('overlaps another exactly where both are open in some minute', () => {
    const pair = around.chain((from) => fc.tuple(fc.constant(from), windowAround(from), windowAround(from)));
    fc.assert(
      fc.property(pair, ([from, one, other]) => {
        const [ones, others] = [one, other].map((window) => watched(window, from));
        const meets = (ones ?? []).some(({ open }, index) => open && others?.[index]?.open === true);
        expect([overlap(one, other), overlap(other, one)]).toEqual([meets, meets]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('hours of the day as data', () => {
  const open = windowOf('2026-12-01T00:00+01:00', '2026-12-31T00:00+01:00');

  it.each<[string, unknown, string | null]>([
    ['every day', night, null],
    ['on two days', { ...night, weekdays: ['monday', 'friday'] }, null],
    ['an hour there is not', { ...night, opens: '24:00' }, 'daily.opens'],
    ['an hour without its zero', { ...night, closes: '8:00' }, 'daily.closes'],
    ['no time at all', { opens: '08:00', closes: '08:00' }, 'daily.closes'],
    ['on no day', { ...night, weekdays: [] }, 'daily.weekdays'],
    ['on a day twice', { ...night, weekdays: ['monday', 'monday'] }, 'daily.weekdays'],
    ['on a day there is not', { ...night, weekdays: ['lunedì'] }, 'daily.weekdays.0'],
    ['with an unknown key', { ...night, zone: 'UTC' }, 'daily'],
  ])('%s', (_, hours, path) => {
    const judged = programmeRulesSchema.safeParse(ruled({ ...open, daily: hours as DailyHours }));
    expect(judged.error?.issues[0]?.path.join('.') ?? null).toBe(path && `windows.0.${path}`);
  });

  it('on a day that does not come in the window', () => {
    const short = windowOf('2026-12-01T00:00+01:00', '2026-12-03T00:00+01:00', {
      ...night,
      weekdays: ['sunday'],
    });
    expect(programmeRulesSchema.safeParse(ruled(short)).error?.issues[0]).toMatchObject({
      message: 'window-never-open',
      path: ['windows', 0, 'daily', 'opens'],
    });
  });
});
