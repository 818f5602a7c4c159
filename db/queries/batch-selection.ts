import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import type { WorklistFilters } from './worklist/conditions';
import { pageQuery } from './worklist/page';

/** The applications that the worklist shows with these filters, in the order they came in. */
export async function filteredIds(db: Queryable, filters: WorklistFilters, limit: number): Promise<string[]> {
  const { page, order } = await pageQuery(db, filters, { by: 'registered', descending: false }, {}, limit);
  const { rows } = await db.execute<{ id: string }>(
    sql`select page.id from (${page}) as page order by ${order}`,
  );
  return rows.map(({ id }) => id);
}
