import { join } from 'node:path';
import { runner } from 'node-pg-migrate';

/**
 * Brings the database to the newest schema. Forward only, all or nothing, one runner at a time (advisory lock).
 * Files in `migrations/` run in the order of their numbers and never change once released.
 *
 * @param most how many migrations to run, for a schema of before
 */
export async function migrate(databaseUrl: string, most = Infinity): Promise<void> {
  await runner({
    databaseUrl,
    dir: join(import.meta.dirname, 'migrations'),
    migrationsTable: 'schema_migrations',
    direction: 'up',
    count: most,
    singleTransaction: true,
    logger: { debug() {}, info() {}, warn: console.warn, error: console.error },
  });
}
