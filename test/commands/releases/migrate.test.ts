import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { migrate } from '../../../db/migrate';
import { openDatabase } from '../../../db/client';
import { checkInvariants } from '../../../db/queries/invariants';
import { checkSealed } from '../../../scripts/audit/sealed';
import { sealThroughout } from '../../../scripts/stack/sealing';
import { createDatabase, type TestDatabase } from '../../support/database';
import { given } from '../../support/given';
import { done, townIn } from '../../support/town';
import { releaseKey } from './key';

const folder = import.meta.dirname;
const ownKeys = given('ENCRYPTION_KEYS');
const releases = readdirSync(folder)
  .filter((file) => file.endsWith('.sql.gz'))
  .map((file) => path.basename(file, '.sql.gz'));
const migrations = readdirSync('db/migrations').toSorted();

beforeAll(() => {
  process.env.ENCRYPTION_KEYS = `${ownKeys},${releaseKey}`;
});
afterAll(() => {
  process.env.ENCRYPTION_KEYS = ownKeys;
});

/** A database as a release left it: the schema of its day, with the rows it wrote. */
async function databaseOf(release: string): Promise<TestDatabase> {
  const database = await createDatabase('none');
  await migrate(database.url, migrations.filter((file) => file.slice(0, 4) <= release).length);
  const admin = new URL(given('TEST_POSTGRES_URL'));
  admin.pathname = new URL(database.url).pathname;
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  // As a backup is restored: what guards the rows while people work does not look at them again.
  await client.query("set session_replication_role = 'replica'");
  await client.query(gunzipSync(readFileSync(path.join(folder, `${release}.sql.gz`))).toString());
  await client.end();
  return database;
}

describe.each(releases)('a database that release %s filled', (release) => {
  it('is migrated and sealed; every invariant holds, and its vouchers are spent', async () => {
    const database = await databaseOf(release);
    await migrate(database.url);
    await sealThroughout(database.url);
    const town = townIn(database, 2, 500);
    const { rows: applied } = await town.db.execute<{ count: number }>(
      sql`select count(*)::int as count from schema_migrations`,
    );
    expect(applied[0]?.count).toBe(migrations.length);
    const reports = [...(await checkInvariants(town.db)), ...(await checkSealed(town.db))];
    expect(reports.filter(({ faults }) => faults.length > 0)).toEqual([]);

    const { rows } = await town.db.execute<{ code: string; cents: number; sent: number }>(sql`
      select v.code, a.balance_cents::int as cents, (select count(*)::int from registrations) as sent
      from vouchers v join accounts a on a.id = v.account_id where v.status = 'attivo'`);
    expect(rows[0]?.sent).toBe(10);
    const { cashier } = await town.shop();
    const spend = { code: rows[0]?.code ?? '', amountCents: rows[0]?.cents ?? 0 };
    done(await redeemVoucher(town.db, cashier, newId(), spend));
    await town.submitted(await town.user('cittadino'), (await town.programme()).slug);
    expect((await checkInvariants(town.db)).filter(({ faults }) => faults.length > 0)).toEqual([]);
    await town.close();
  });
});

describe('a migration that was applied', () => {
  it.each([
    [
      'changed since',
      `update migration_fingerprints set sha256 = sha256('other') where name like '0027_%'`,
      '0027_settlements',
    ],
    [
      'is of a later release',
      `insert into migration_fingerprints values ('9999_later', sha256('later'))`,
      '9999_later',
    ],
  ])('is refused by its name where it %s, and nothing is done', async (_, change, name) => {
    const database = await createDatabase();
    const db = openDatabase(database.url, 1);
    const known = await db.execute(sql`select from migration_fingerprints`);
    expect(known.rowCount).toBe(migrations.length);
    await migrate(database.url);
    await db.execute(sql.raw(change));
    await expect(migrate(database.url)).rejects.toThrow(name);
    await db.$client.end();
    await database.drop();
  });
});
