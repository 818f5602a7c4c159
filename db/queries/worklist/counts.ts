import { sql, type SQL } from 'drizzle-orm';
import { phases, type Phase } from '../../../domain/application/phase';
import { applicationStatuses, type ApplicationStatus } from '../../../domain/application/status';
import type { Queryable } from '../../client';
import type { WorklistFilters } from './conditions';
import { newestFirst, pageQuery } from './page';

/** Counting stops here: beyond, “more than a thousand” says as much and costs as little as a thousand. */
export const countLimit = 1000;

/** How many applications stand in each state and phase; `countLimit + 1` for more than `countLimit`. Drafts are not counted. */
export async function worklistCounts(db: Queryable): Promise<Map<ApplicationStatus | Phase, number>> {
  const upTo = (condition: SQL): SQL =>
    sql`(select count(*)::int from (select from applications where registered_at is not null and ${condition} limit ${countLimit + 1}) as counted)`;
  const states = applicationStatuses.filter((status) => status !== 'bozza');
  const { rows } = await db.execute<{ word: ApplicationStatus | Phase; count: number }>(
    sql.join(
      [
        ...states.map((status) => sql`select ${status} as word, ${upTo(sql`status = ${status}`)} as count`),
        ...phases.map((phase) => sql`select ${phase} as word, ${upTo(sql`phase = ${phase}`)} as count`),
      ],
      sql` union all `,
    ),
  );
  return new Map(rows.map(({ word, count }) => [word, count]));
}

/** A saved list is counted as far as this. */
export const viewCountLimit = 100;

/** How many applications a list holds; `viewCountLimit + 1` for more than `viewCountLimit`. */
export async function countOf(db: Queryable, filters: WorklistFilters): Promise<number> {
  const { page } = await pageQuery(db, filters, newestFirst, {}, viewCountLimit + 1);
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${page}) as counted`,
  );
  return rows[0]?.count ?? 0;
}
