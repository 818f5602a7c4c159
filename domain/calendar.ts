import { Temporal } from 'temporal-polyfill';

/** The civil time of every term, window and register: the law counts days where the municipality is. */
export const civilZone = 'Europe/Rome';

/**
 * A length of time as ISO 8601: `P30D`, `P6M` are civil days and months in Europe/Rome (a day is 23 or 25 hours long
 * when the clocks change); `PT2H`, `PT3S` are exact.
 */
export type Term = string;

/** An instant as ISO 8601 in UTC, as events and workflows carry it. */
export type Instant = string;

const termUnits = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

export type TermUnit = (typeof termUnits)[number];

/** No term of a programme is longer: what is, was mistyped. */
const longestTerm = 'P100Y';

/** Whether the text is a term of non-negative and bearable length. */
export function isTerm(text: string): boolean {
  try {
    const epoch = new Date(0);
    return Temporal.Duration.from(text).sign >= 0 && after(epoch, text) <= after(epoch, longestTerm);
  } catch {
    return false;
  }
}

/** The parts of a term as people say them, largest first: `P1M15D` → one month, fifteen days. */
export function termParts(term: Term): { unit: TermUnit; count: number }[] {
  const duration = Temporal.Duration.from(term);
  return termUnits.flatMap((unit) => (duration[unit] === 0 ? [] : [{ unit, count: duration[unit] }]));
}

/** The instant a term after `from`. */
export const after = (from: Date, term: Term): Date => moved(from, term, 'add');

/** The instant a term before `until`. */
export const before = (until: Date, term: Term): Date => moved(until, term, 'subtract');

function moved(from: Date, term: Term, how: 'add' | 'subtract'): Date {
  const minute = minuteOf(from);
  const whole = termEnds(
    `${how} ${term} ${minute}`,
    () => civil(new Date(minute))[how](term).epochMilliseconds,
  );
  return new Date(whole + (from.getTime() - minute));
}

/**
 * Moves an instant as far after `to` as it is after `from`, in civil days and what is over: at the same time of day, also
 * when the clocks change in between.
 */
export function shift(at: Date, from: Date, to: Date): Date {
  const distance = civil(from).until(civil(at), { largestUnit: 'days' });
  return new Date(civil(to).add(distance).epochMilliseconds);
}

/** The last instant of a civil day given as `YYYY-MM-DD`. */
export function endOfDay(date: string): Date {
  const nextMidnight = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(civilZone);
  return new Date(nextMidnight.epochMilliseconds - 1);
}

/** The civil date of an instant as `YYYY-MM-DD`. */
export function civilDate(at: Date): string {
  const minute = minuteOf(at);
  return civilDates(String(minute), () => civil(new Date(minute)).toPlainDate().toString());
}

/** The civil day after one, both `YYYY-MM-DD`. */
export const dayAfter = (day: string): string => civilDay(Date.parse(day) + dayMs);

/** The day of the week of a civil day `YYYY-MM-DD`: 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay() || 7;

/** So many civil days `YYYY-MM-DD`, the last one given, oldest first. */
export function daysUntil(last: string, count: number): string[] {
  const day = Temporal.PlainDate.from(last);
  return Array.from({ length: count }, (_, index) => day.subtract({ days: count - 1 - index }).toString());
}

/** How many civil days a term comes to when it begins at an instant; part of a day counts as one. */
export function daysOf(term: Term, from: Date): number {
  const begin = civil(from).toPlainDate();
  const end = civil(after(from, term)).toPlainDate();
  return Math.max(begin.until(end).days, Temporal.Duration.from(term).sign);
}

/** The civil day of an instant as people write it: `gg/mm/aaaa`. */
export function writeDay(at: Date): string {
  return civilDate(at).split('-').reverse().join('/');
}

/** The civil moment of an instant as the register writes it: `gg/mm/aaaa hh:mm:ss` (manual § 2.12). */
export function writeMoment(at: Date): string {
  return `${writeDay(at)} ${civil(at).toPlainTime().toString({ smallestUnit: 'second' })}`;
}

/** The civil moment of an instant as machines write it, without its offset: `YYYY-MM-DDThh:mm:ss`. */
export const civilMoment = (at: Date): string =>
  civil(at).toPlainDateTime().toString({ smallestUnit: 'second' });

const deadline = new Intl.DateTimeFormat('it', {
  timeZone: civilZone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** The last moment for something, as Italian mail says it: `giovedì 3 dicembre 2026, ore 23:59`. */
export function writeDeadline(at: Date): string {
  return `${deadline.format(at)}, ore ${writeMoment(at).slice(11, 16)}`;
}

/** The day and time of an instant as a form has them: `2021-11-18` and `08:00`, seconds only where there are some. */
export function dayAndTime(at: Date): { day: string; time: string } {
  const moment = civil(at);
  const time = moment
    .toPlainTime()
    .toString()
    .replace(/^(\d{2}:\d{2}):00$/, '$1');
  const ours = { day: moment.toPlainDate().toString(), time };
  // An hour that the clocks repeat is told apart by its offset.
  return momentAt(ours.day, time)?.getTime() === at.getTime()
    ? ours
    : { ...ours, time: `${time}${moment.offset}` };
}

/** The instant of a civil day `YYYY-MM-DD` and a time of day `08:00`, or null where they name none. */
export function momentAt(day: string, time: string): Date | null {
  if (!isCivilDate(day) || !/^\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?([+-]\d{2}:\d{2})?$/.test(time)) return null;
  try {
    const zoned = Temporal.ZonedDateTime.from(`${day}T${time}[${civilZone}]`, { offset: 'reject' });
    return new Date(zoned.epochMilliseconds);
  } catch {
    return null;
  }
}

/**
 * The first instant at which the clock of Europe/Rome shows a time `08:00` of a civil day `YYYY-MM-DD` or has gone past it:
 * of an hour that exists twice the first, and for one that the clocks jump over the moment of the jump. So what is
 * earlier by the clock is never later in truth.
 */
export function clockReaches(day: string, time: string): Date {
  const key = `${day}T${time}`;
  return new Date(
    reached(key, () => {
      const wanted = Temporal.PlainDateTime.from(key);
      const zoned = wanted.toZonedDateTime(civilZone, { disambiguation: 'earlier' });
      const isShown = zoned.toPlainDateTime().equals(wanted);
      return ((isShown ? null : zoned.getTimeZoneTransition('next')) ?? zoned).epochMilliseconds;
    }),
  );
}

/** Whether `YYYY-MM-DD` names a day that exists. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Completed years on a civil day. Somebody born on 29 February completes the year on 1 March of a common year
 * (the day after the last day of the year of age).
 */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The day that stands `YYYY-MM-DD` at a midnight of UTC: civil days are counted there, where all are alike. */
const civilDay = (midnight: number): string => new Date(midnight).toISOString().slice(0, 10);

/**
 * Whoever sends on the opening day asks for the same few, and finding one takes a quarter of a millisecond. Every clock that is
 * put forward or back is so by whole minutes: what holds at the beginning of a minute holds all through it.
 */
function remembered<T>(): (key: string, find: () => T) => T {
  const known = new Map<string, T>();
  return (key, find) => {
    const found = known.get(key) ?? find();
    if (known.size >= mostRemembered) known.clear();
    known.set(key, found);
    return found;
  };
}

const mostRemembered = 1000;
const [termEnds, civilDates, reached] = [remembered<number>(), remembered<string>(), remembered<number>()];

const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000) * 60_000;

function civil(at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(civilZone);
}
