import { ilike, sql, type SQL } from 'drizzle-orm';
import { applications, registrations } from '../schema/applications';
import { isCivilDate } from '../../domain/calendar';

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
export const listedAt = sql<Date>`coalesce(${registrations.registeredAt}, ${applications.savedAt})`.mapWith(
  applications.savedAt,
);

const civil = sql`(${listedAt} at time zone 'Europe/Rome')`;
const startingWith = (text: string): string => `${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** The conditions of the filters. What is not a year, month or day filters nothing. */
export function matching(filters: ListFilters): SQL[] {
  const { year, month, day, fiscalCode, familyName, givenName } = filters;
  return [
    year && /^\d{4}$/.test(year) ? sql`extract(year from ${civil}) = ${Number(year)}` : undefined,
    month && /^\d{1,2}$/.test(month) ? sql`extract(month from ${civil}) = ${Number(month)}` : undefined,
    day && isCivilDate(day) ? sql`${civil}::date = ${day}::date` : undefined,
    fiscalCode ? ilike(applications.beneficiaryFiscalCode, startingWith(fiscalCode)) : undefined,
    familyName ? ilike(applications.beneficiaryFamilyName, startingWith(familyName)) : undefined,
    givenName ? ilike(applications.beneficiaryGivenName, startingWith(givenName)) : undefined,
  ].filter((condition) => condition !== undefined);
}
