import { Temporal } from 'temporal-polyfill';

/** National holidays on a fixed day (law 260/1949 and those that changed it), as month and day. */
const fixed = new Set([
  '01-01',
  '01-06',
  '04-25',
  '05-01',
  '06-02',
  '08-15',
  '11-01',
  '12-08',
  '12-25',
  '12-26',
]);

/** Saint Francis, 4 October: a national holiday again from 2026 on (law 151/2025). */
const francis = { day: '10-04', since: 2026 };

/**
 * Whether a civil day `YYYY-MM-DD` is a holiday in Italy, Sundays aside.
 *
 * @param patron month and day of the place's patron saint, `06-29`
 */
export function isHoliday(date: string, patron: string): boolean {
  const [year, day] = [Number(date.slice(0, 4)), date.slice(5)];
  if (fixed.has(day) || day === patron) return true;
  if (day === francis.day) return year >= francis.since;
  return (day.startsWith('03') || day.startsWith('04')) && date === easterMonday(year);
}

/** The day after Easter of the Gregorian calendar (anonymous algorithm; Meeus, Astronomical Algorithms, ch. 8). */
function easterMonday(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const d = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const m = Math.floor((a + 11 * h) / 319);
  const l = (2 * (b % 4) + 2 * Math.floor(c / 4) - (c % 4) - h + m + 32) % 7;
  const month = Math.floor((h - m + l + 90) / 25);
  const day = (h - m + l + month + 19) % 32;
  return Temporal.PlainDate.from({ year, month, day }).add({ days: 1 }).toString();
}
