import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { applications, programmes, registrations } from '../schema/applications';
import { matching } from './list-filters';
import type { WorklistFilters } from './office';

/** The applications that the worklist shows with these filters, in the order they came in. */
export async function filteredIds(db: Queryable, filters: WorklistFilters, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .leftJoin(registrations, eq(registrations.applicationId, applications.id))
    .where(
      and(
        sql`${applications.form} is not null`,
        ...matching(filters),
        filters.status && eq(applications.status, filters.status),
        filters.programme ? eq(programmes.slug, filters.programme) : undefined,
      ),
    )
    .orderBy(asc(registrations.year), asc(registrations.number), asc(applications.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}
