import { and, asc, count, desc, eq, gt, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { ApplicationStatus } from '../../domain/application/status';
import type { Queryable } from '../client';
import { applications, programmes, registrations } from '../schema/applications';
import { users } from '../schema/people';
import { matching, listedAt, type ListFilters } from './list-filters';

export interface WorklistFilters extends ListFilters {
  status?: ApplicationStatus | undefined;
  /** Slug of a programme. */
  programme?: string | undefined;
}

export interface WorklistRow {
  id: string;
  status: ApplicationStatus;
  programme: string;
  familyName: string | null;
  givenName: string | null;
  fiscalCode: string | null;
  registration: { number: number; year: number } | null;
  listedAt: Date;
  decideBy: Date | null;
  operator: string | null;
}

/** A page of the list, and where the pages beside it begin. */
export interface Page<T> {
  rows: T[];
  /** Id to pass as `after` for the next page, or null on the last. */
  next: string | null;
  /** Id to pass as `before` for the page before, or null on the first. */
  previous: string | null;
}

const pageSize = 25;

/**
 * The office's worklist, newest first, a page at a time by key. Drafts are their owners' alone and never appear.
 */
export async function worklist(
  db: Queryable,
  filters: WorklistFilters,
  from: { after?: string | undefined; before?: string | undefined } = {},
): Promise<Page<WorklistRow>> {
  const backwards = from.before !== undefined;
  const conditions: SQL[] = [
    sql`${applications.form} is not null`,
    ...matching(filters),
    ...(filters.status ? [eq(applications.status, filters.status)] : []),
    ...(filters.programme ? [eq(programmes.slug, filters.programme)] : []),
    ...(from.after ? [lt(applications.id, from.after)] : []),
    ...(from.before ? [gt(applications.id, from.before)] : []),
  ];
  const found = await db
    .select({
      id: applications.id,
      status: applications.status,
      programme: programmes.name,
      familyName: applications.beneficiaryFamilyName,
      givenName: applications.beneficiaryGivenName,
      fiscalCode: applications.beneficiaryFiscalCode,
      registration: { number: registrations.number, year: registrations.year },
      listedAt,
      decideBy: applications.decideBy,
      operator: users.username,
    })
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .leftJoin(registrations, eq(registrations.applicationId, applications.id))
    .leftJoin(users, eq(users.id, applications.operatorId))
    .where(and(...conditions))
    .orderBy(backwards ? asc(applications.id) : desc(applications.id))
    .limit(pageSize + 1);
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  return {
    rows,
    next: backwards || more ? (rows.at(-1)?.id ?? null) : null,
    previous: (backwards ? more : from.after !== undefined) ? (rows[0]?.id ?? null) : null,
  };
}

/** How many applications stand in each state; drafts are not counted. */
export async function worklistCounts(db: Queryable): Promise<Map<ApplicationStatus, number>> {
  const rows = await db
    .select({ status: applications.status, count: count() })
    .from(applications)
    .where(sql`${applications.form} is not null`)
    .groupBy(applications.status);
  return new Map(rows.map(({ status, count }) => [status, count]));
}

/** The application that has waited longest with nobody in charge of it, or null. */
export async function longestWaiting(db: Queryable): Promise<string | null> {
  const [waiting] = await db
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.status, 'presentata'), isNull(applications.operatorId)))
    .orderBy(asc(applications.decideBy), asc(applications.id))
    .limit(1);
  return waiting?.id ?? null;
}

/** Given and family name of people of the office, by id. */
export async function staffNames(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, givenName: users.givenName, familyName: users.familyName })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
}
