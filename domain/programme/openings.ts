import { after, before, clockReaches, dayAfter, weekdayOf } from '../calendar';
import { weekdays, type Opening, type SubmissionWindow } from './rules';

/** Each day of the week comes twice in it, and of the two a change of the clocks can swallow one at most. */
const everyDayTwice = 'P16D';

/**
 * The openings of a window in order, from the one that may hold `from` on: the window itself, or its hours of each day
 * as far as they lie within it. When the clocks change, an opening or closing is the first instant at which the clock shows
 * its time or has gone past it; hours of which nothing is left that day are left out.
 */
export function* openings(window: SubmissionWindow, from: Date): Generator<Opening> {
  const { channel, daily } = window;
  if (!daily) {
    yield window;
    return;
  }
  const { opens, closes, weekdays: chosen = weekdays } = daily;
  const onDays = new Set(chosen.map((weekday) => weekdays.indexOf(weekday) + 1));
  const [begin, end] = [new Date(window.opensAt), new Date(window.closesAt)];
  for (let day = dayBefore(from > begin ? from : begin); ; day = dayAfter(day)) {
    const opened = clockReaches(day, opens);
    if (opened >= end) return;
    const closed = clockReaches(closes > opens ? day : dayAfter(day), closes);
    const [opensAt, closesAt] = [opened > begin ? opened : begin, closed < end ? closed : end];
    if (opensAt < closesAt && onDays.has(weekdayOf(day))) {
      yield { channel, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
    }
  }
}

/** The civil day before an instant, or the one before that: what opened then may still be open. */
const dayBefore = (at: Date): string =>
  new Date(at.getTime() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** The instant a window closes for good: with hours of the day, where the last of them end. */
export function finalClosing(window: SubmissionWindow): Date {
  const last = [...openings(window, before(new Date(window.closesAt), everyDayTwice))].at(-1) ?? window;
  return new Date(last.closesAt);
}

/** Whether two windows of one channel are ever open at once. */
export function overlap(one: SubmissionWindow, other: SubmissionWindow): boolean {
  const from = new Date(Math.max(Date.parse(one.opensAt), Date.parse(other.opensAt)));
  // What does not meet by then never does: hours are the same each week.
  const until = after(from, everyDayTwice);
  const [ones, others] = [stretches(one, from, until), stretches(other, from, until)];
  return ones.some((a) => others.some((b) => a.opens < b.closes && b.opens < a.closes));
}

function stretches(window: SubmissionWindow, from: Date, until: Date): { opens: number; closes: number }[] {
  const found = [];
  for (const { opensAt, closesAt } of openings(window, from)) {
    const [opens, closes] = [Date.parse(opensAt), Date.parse(closesAt)];
    if (opens >= until.getTime()) break;
    if (closes > from.getTime()) found.push({ opens, closes });
  }
  return found;
}
