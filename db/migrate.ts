import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';

const folder = path.join(import.meta.dirname, 'migrations');

/**
 * Brings the database to the newest schema. Forward only, all or nothing, one runner at a time (advisory lock).
 * Files in `migrations/` run in the order of their numbers and never change once released: throws an error, before
 * anything is done, where one that was applied says something else now, or is of a later release than this.
 *
 * @param count how many of the migrations ahead; fewer than all only where a release of before is tried
 */
export async function migrate(databaseUrl: string, count = Infinity): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const written = fingerprints();
    await refuseOthers(client, written);
    await runner({
      dbClient: client,
      dir: folder,
      migrationsTable: 'schema_migrations',
      direction: 'up',
      count,
      singleTransaction: true,
      logger: { debug() {}, info() {}, warn: console.warn, error: console.error },
    });
    await remember(client, written);
  } finally {
    await client.end();
  }
}

/** Of each migration by its name, the SHA-256 of what it says. */
function fingerprints(): Map<string, Buffer> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return new Map(
    files.map((file) => [
      path.basename(file, '.sql'),
      createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest(),
    ]),
  );
}

/** Databases of before there were fingerprints have none: theirs are taken at the first run that knows of them. */
async function refuseOthers(client: pg.Client, written: Map<string, Buffer>): Promise<void> {
  if (!(await keepsFingerprints(client))) return;
  const { rows } = await client.query<{ name: string; sha256: Buffer }>(
    'select name, sha256 from migration_fingerprints order by name',
  );
  const unknown = rows.filter(({ name }) => !written.has(name)).map(({ name }) => name);
  if (unknown.length > 0)
    throw new Error(`The database is of a later release, which applied ${unknown.join(', ')}: run that one.`);
  const changed = rows.filter(({ name, sha256 }) => !written.get(name)?.equals(sha256));
  if (changed.length > 0)
    throw new Error(
      `Migrations are applied once and never change, but these did: ${changed.map(({ name }) => name).join(', ')}. ` +
        'Put them back as they were, and write what is to be different in a new one.',
    );
}

async function remember(client: pg.Client, written: Map<string, Buffer>): Promise<void> {
  if (!(await keepsFingerprints(client))) return;
  await client.query(
    `insert into migration_fingerprints (name, sha256)
     select m.name, w.sha256 from schema_migrations m
     join unnest($1::text[], $2::bytea[]) as w (name, sha256) on w.name = m.name
     on conflict do nothing`,
    [[...written.keys()], [...written.values()]],
  );
}

async function keepsFingerprints(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('migration_fingerprints') is not null as there`,
  );
  return rows[0]?.there ?? false;
}
