import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { outbox } from '../schema/delivery';

/** How many events the workflow engine has not been told yet, and since when the oldest of them waits. */
export async function relayLag(db: Queryable): Promise<{ waiting: number; oldestSeconds: number }> {
  const [lag] = await db
    .select({
      waiting: sql<number>`count(*)::int`,
      oldestSeconds: sql<number>`coalesce(extract(epoch from now() - min(${outbox.createdAt})), 0)::float8`,
    })
    .from(outbox);
  return lag ?? { waiting: 0, oldestSeconds: 0 };
}
