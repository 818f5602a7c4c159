const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The moments before a turn at which the time left is said aloud, in milliseconds: seldom, then closer together. */
const marks = [10 * second, minute, 5 * minute, 10 * minute, hour];

/** The mark that the time left has come below, or null while it is above all of them. */
export const markOf = (leftMs: number): number | null => marks.find((mark) => leftMs <= mark) ?? null;

/**
 * A length of time in the two units that tell most: days and hours, hours and minutes, minutes and seconds. `calm` leaves
 * out the seconds until the last minute, for who asked for less motion. What is begun of the smaller unit counts whole.
 */
export function leftInWords(leftMs: number, locale: string, calm = false): string {
  const [large, small] = unitsFor(leftMs, calm);
  const count = Math.ceil(Math.max(leftMs, 0) / small.ms);
  const perLarge = large.ms / small.ms;
  const parts = [
    { unit: large.unit, count: Math.floor(count / perLarge) },
    { unit: small.unit, count: count % perLarge },
  ].filter((part) => part.count > 0);
  const words = parts.map((part) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: part.unit, unitDisplay: 'long' }).format(part.count),
  );
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
}

const units = {
  day: { unit: 'day', ms: day },
  hour: { unit: 'hour', ms: hour },
  minute: { unit: 'minute', ms: minute },
  second: { unit: 'second', ms: second },
} as const;

type Unit = (typeof units)[keyof typeof units];

function unitsFor(leftMs: number, calm: boolean): [large: Unit, small: Unit] {
  if (leftMs > day) return [units.day, units.hour];
  if (leftMs > hour || (calm && leftMs > minute)) return [units.hour, units.minute];
  return [units.minute, units.second];
}
