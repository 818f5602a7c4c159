import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { openDatabase, type Database } from '../../db/client';
import { loadDemo } from '../../scripts/demo/load';
import { createDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$client.end();
  await database.drop();
});

it('loads the demo once, however often it is asked', async () => {
  await loadDemo(database.url);
  await loadDemo(database.url);
  const { rows } = await db.execute(
    sql`select status, count(*)::int from applications group by 1 order by 1`,
  );
  expect(rows).toEqual([
    { status: 'annullata', count: 1 },
    { status: 'approvata', count: 1 },
    { status: 'bozza', count: 1 },
    { status: 'presentata', count: 7 },
    { status: 'respinta', count: 1 },
  ]);
});
