import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../db/client';
import { checkInvariants } from '../../../db/queries/invariants';
import { worklist } from '../../../db/queries/worklist/page';
import { fill } from '../../../scripts/bench/fill';
import { filtersOf } from '../../../scripts/bench/worklist-filters';
import { createDatabase, type TestDatabase } from '../../support/database';
import { given } from '../../support/given';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createDatabase();
  const admin = new URL(given('TEST_POSTGRES_URL'));
  admin.pathname = new URL(database.url).pathname;
  await fill(admin.href, 2_000);
  db = openDatabase(database.url, 2);
});
afterAll(async () => {
  await db.$client.end();
  await database.drop();
});

it('the benchmark fills what the system could have filled, as far as the list goes', async () => {
  const { rows } = await db.$client.query(
    'select count(*)::int as all, count(distinct programme_id)::int as programmes, count(phase)::int as open from applications',
  );
  expect(rows[0]).toMatchObject({ all: 2000, programmes: 10 });
  expect((rows[0] as { open: number }).open).toBeGreaterThan(40);
  const register = (await checkInvariants(db)).filter(({ name }) => name.startsWith('the register'));
  expect(register).toEqual([{ name: 'the register has no gap', faults: [] }]);
});

it('every filter it measures is answered, and few match nothing', async () => {
  const chosen = await filtersOf(db);
  const sizes = await Promise.all(
    chosen.map(async ([, filters]) => (await worklist(db, filters)).rows.length),
  );
  expect(chosen.length).toBeGreaterThan(100);
  expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(chosen.length / 2);
});
