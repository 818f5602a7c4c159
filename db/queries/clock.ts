import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';

/** The database's own time: the one clock of every act, whatever machine serves it. */
export async function databaseNow(tx: Queryable): Promise<Date> {
  const { rows } = await tx.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  return new Date(String(rows[0]?.now));
}
