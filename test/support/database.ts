import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { given } from './given';

/** A database of a test's own. */
export interface TestDatabase {
  url: string;
  /** Removes it, ending any session that is still open. */
  drop: () => Promise<void>;
}

/** What the new database starts from: the schema, the demo data too (tests in the browser only), or nothing at all. */
export type Template = 'empty' | 'demo' | 'none';

/** Creates a database in milliseconds, as a copy of one that was migrated (and filled) once for the whole run. */
export async function createDatabase(template: Template = 'empty'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const source = template === 'none' ? 'template0' : `template_${template}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${source} OWNER buoni_spesa`);
  const url = new URL(given('TEST_OWNER_URL'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: given('TEST_POSTGRES_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
