import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { QueryResult } from 'pg';
import type { Queryable } from './client';

const dialect = new PgDialect();

/**
 * Runs a statement that each connection reads and plans once, for what is asked hundreds of times a second: to plan it may
 * cost as much as to perform it.
 *
 * @param name of this very statement; its text is always the same, whatever its parameters are
 */
export async function prepared<R extends Record<string, unknown>>(
  db: Queryable,
  name: string,
  statement: SQL,
): Promise<Pick<QueryResult<R>, 'rows' | 'rowCount'>> {
  const query = dialect.sqlToQuery(statement);
  return (await db._.session.prepareQuery(query, undefined, name, false).execute()) as QueryResult<R>;
}
