import { sql, type SQL } from 'drizzle-orm';
import { applications } from '../schema/applications';
import { isCivilDate } from '../../domain/calendar';
import { plainName } from '../../domain/plain-letters';

/** The manual's filters of a list of applications (§ 1, fig. 10), as typed; empty ones do not filter. */
export interface ListFilters {
  year?: string | undefined;
  /** 1 to 12. */
  month?: string | undefined;
  /** `YYYY-MM-DD`. */
  day?: string | undefined;
  fiscalCode?: string | undefined;
  familyName?: string | undefined;
  givenName?: string | undefined;
}

/** The date of an application in lists: of its registration, or of its last saving while it is a draft. */
export const listedAt = sql<Date>`coalesce(${applications.registeredAt}, ${applications.savedAt})`.mapWith(
  applications.savedAt,
);

/** The first year of the manual (§ 1, fig. 1): nothing is older. */
export const firstYear = 2020;

/** Civil days from the first until before the second, `YYYY-MM-DD`. */
export type Period = readonly [from: string, until: string];

/**
 * The periods that year, month and day leave, in their order: none where they contradict each other, null where none
 * of them narrows the list. What is not a year, month or day narrows nothing.
 */
export function periodsOf({ year, month, day }: ListFilters): Period[] | null {
  const y = year && /^\d{4}$/.test(year) ? Number(year) : undefined;
  const m = month && /^([1-9]|0[1-9]|1[0-2])$/.test(month) ? Number(month) : undefined;
  const d = day && isCivilDate(day) ? day : undefined;
  if (d !== undefined) {
    const agrees =
      (y === undefined || Number(d.slice(0, 4)) === y) && (m === undefined || Number(d.slice(5, 7)) === m);
    return agrees ? [[d, dayAfter(d)]] : [];
  }
  if (m !== undefined) return yearsOf(y).map((each) => [monthStart(each, m), monthStart(each, m + 1)]);
  return y === undefined ? null : [[monthStart(y, 1), monthStart(y + 1, 1)]];
}

function yearsOf(year: number | undefined): number[] {
  if (year !== undefined) return [year];
  return Array.from({ length: new Date().getFullYear() - firstYear + 1 }, (_, index) => firstYear + index);
}

const monthStart = (year: number, month: number): string =>
  month === 13
    ? monthStart(year + 1, 1)
    : `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** That a moment falls in a period of the municipality's days. */
export const within = (moment: SQL, [from, until]: Period): SQL =>
  sql`(${moment} >= ${from}::timestamp at time zone 'Europe/Rome' and ${moment} < ${until}::timestamp at time zone 'Europe/Rome')`;

/** The conditions of the filters on the few applications of one person, drafts among them. */
export function matching(filters: ListFilters): SQL[] {
  const periods = periodsOf(filters);
  const { fiscalCode, familyName, givenName } = filters;
  return [
    periods &&
      (periods.length === 0
        ? sql`false`
        : sql`(${sql.join(
            periods.map((period) => within(listedAt, period)),
            sql` or `,
          )})`),
    fiscalCode && sql`starts_with(${applications.beneficiaryFiscalCode}, upper(${fiscalCode.trim()}))`,
    familyName && nameStarts(sql`plain_name(${applications.beneficiaryFamilyName})`, plainName(familyName)),
    givenName && nameStarts(sql`plain_name(${applications.beneficiaryGivenName})`, plainName(givenName)),
  ].filter((condition) => condition instanceof Object);
}

/** That a plain name begins with a plain word: a stretch of an index in the order of the letters, which end before `{`. */
export const nameStarts = (name: SQL, word: string): SQL =>
  word === '' ? sql`false` : sql`(${name} >= ${word} and ${name} < ${`${word}{`})`;
