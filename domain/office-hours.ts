import { Temporal } from 'temporal-polyfill';
import { civilZone } from './calendar';
import { isHoliday } from './holidays';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** When an office works: civil hours of each weekday, and the patron's day of its place. Data of the Ente. */
export interface OfficeCalendar {
  /** Stretches `09:00-13:00` in order, none where the office stays closed; `24:00` is the end of the day. */
  hours: Record<Weekday, readonly string[]>;
  /** Month and day of the patron saint, `06-29`; null for who works on holidays too. */
  patron: string | null;
}

/** Minutes of office time, exact to the millisecond. */
export type OfficeMinutes = number;

const minute = 60_000;

/** A stretch of hours as written, `[opens, closes)`, or null where it is none. */
export function readStretch(text: string): { opens: string; closes: string } | null {
  const [, opens = '', closes = ''] =
    /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(text) ?? [];
  return opens < closes ? { opens, closes } : null;
}

/** The instant after so many minutes of office time; none leaves the instant where it is. */
export function officeTimeAfter(calendar: OfficeCalendar, from: Date, minutes: OfficeMinutes): Date {
  let left = Math.round(minutes * minute);
  if (left <= 0) return from;
  if (Object.values(calendar.hours).every((day) => day.length === 0))
    throw new RangeError('an office never open');
  for (const { opens, closes } of stretchesFrom(calendar, from)) {
    const begin = Math.max(opens, from.getTime());
    if (begin + left <= closes) return new Date(begin + left);
    left -= Math.max(0, closes - begin);
  }
  throw new RangeError('a term beyond the calendar');
}

/** The office time between two instants; none where the second comes first. */
export function officeMinutesBetween(calendar: OfficeCalendar, from: Date, to: Date): OfficeMinutes {
  let sum = 0;
  for (const { opens, closes } of stretchesFrom(calendar, from)) {
    if (opens >= to.getTime()) break;
    sum += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()));
  }
  return sum / minute;
}

/** The longest term there is: a century of days. */
const mostDays = 36_525;

/** The stretches in which the office is open, from the civil day of an instant on. */
function* stretchesFrom({ hours, patron }: OfficeCalendar, from: Date) {
  let day = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(civilZone)
    .toPlainDate();
  for (let count = 0; count < mostDays; count++, day = day.add({ days: 1 })) {
    const weekday = weekdays[day.dayOfWeek - 1] ?? 'sun';
    if (hours[weekday].length === 0 || (patron !== null && isHoliday(day.toString(), patron))) continue;
    for (const text of hours[weekday]) {
      const stretch = readStretch(text);
      if (stretch) yield { opens: instantOf(day, stretch.opens), closes: instantOf(day, stretch.closes) };
    }
  }
}

/** In milliseconds. An hour that the clocks skip begins after the gap; one they repeat, the first time. */
function instantOf(day: Temporal.PlainDate, time: string): number {
  const [date, clock] = time === '24:00' ? [day.add({ days: 1 }), '00:00'] : [day, time];
  return date.toZonedDateTime({ timeZone: civilZone, plainTime: clock }).epochMilliseconds;
}
