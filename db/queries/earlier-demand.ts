import { sql } from 'drizzle-orm';
import type { EarlierDemand } from '../../domain/programme/editing/warnings';
import type { Queryable } from '../client';

/** Below so many applications a programme tells nothing of the next one. */
const leastApplications = 20;

/**
 * What the latest other programme took: of those that had enough applications granted or waiting, the one published last.
 * Sizes are the members who stand in an application, whoever they are.
 */
export async function earlierDemand(db: Queryable, programmeId: string): Promise<EarlierDemand | null> {
  const { rows } = await db.execute<{ name: string; size: number; applications: number }>(sql`
    with latest as (
      select p.id, p.name
      from programmes p
      join programme_versions v on v.programme_id = p.id and v.version = 1
      where p.id <> ${programmeId} and exists (
        select from applications a
        where a.programme_id = p.id and a.status in ('presentata', 'approvata')
        offset ${leastApplications - 1} limit 1)
      order by v.published_at desc
      limit 1
    ),
    sized as (
      select l.name, count(*)::integer as size
      from latest l
      join household_claims c on c.programme_id = l.id and c.released_at is null
      join applications a on a.id = c.application_id and a.status in ('presentata', 'approvata')
      group by l.name, c.application_id
    )
    select name, size, count(*)::integer as applications from sized group by name, size`);
  const [first] = rows;
  if (!first) return null;
  const bySize = Array.from({ length: Math.max(...rows.map(({ size }) => size)) }, () => 0);
  for (const { size, applications } of rows) bySize[size - 1] = applications;
  return { programme: first.name, bySize };
}
