import type { RegisterRow } from '../../domain/register/rows';
import type { Database } from '../client';
import { hashesOf, type Hashes } from '../hash-key';
import { sealedHashKey, sealedIsee, sealedResident } from './columns';
import { inTransaction } from './in-transaction';

/** What a release that sealed nothing kept in columns of their own: the key of hashes, and the rows of the registers. */
export async function* sealOldRows(db: Database) {
  yield { name: 'installation.household_key', values: await sealHashKey(db), faults: [] };
  const hashes = await hashesOf(db);
  yield { name: residents.table, values: await sealRegister(db, residents, hashes), faults: [] };
  yield { name: isees.table, values: await sealRegister(db, isees, hashes), faults: [] };
}

/** What of it is still in clear. */
export async function oldRowsLeft(db: Database): Promise<string[]> {
  const { rows } = await db.$client.query<{ fault: string }>(`
    select 'installation.household_key is in clear' as fault from installation where household_key is not null
    union all select 'register_residents: ' || count(*) || ' rows are in clear' from register_residents
      where sealed is null having count(*) > 0
    union all select 'register_isees: ' || count(*) || ' rows are in clear' from register_isees
      where sealed is null having count(*) > 0`);
  return rows.map(({ fault }) => fault);
}

/** The key stays what it is, and so do all hashes. */
async function sealHashKey(db: Database): Promise<number> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ household_key: Buffer | null }>(
      'select household_key from installation for update',
    );
    const key = rows[0]?.household_key ?? null;
    if (key === null) return 0;
    await client.query('update installation set hash_key = $1, household_key = null', [
      sealedHashKey.seal('true', key),
    ]);
    return 1;
  });
}

interface OldRegister<Row extends { fiscalCode: string }> {
  table: string;
  /** The old columns, as what is sealed calls them. */
  read: string;
  emptied: readonly string[];
  sealed: (row: Row, hashes: Hashes) => Record<string, unknown>;
}

const person = ({ of }: Hashes, fiscalCode: string): string => of('register', fiscalCode).toString('hex');

const residents: OldRegister<RegisterRow['anagrafe']> = {
  table: 'register_residents',
  read: `fiscal_code as "fiscalCode", family_name as "familyName", given_name as "givenName",
    birth_date::text as "birthDate", household, relation, municipality`,
  emptied: ['family_name', 'given_name', 'birth_date', 'relation', 'municipality'],
  sealed: (row, hashes) => {
    const fiscal_code = person(hashes, row.fiscalCode);
    const household = hashes.of('household-number', row.household).toString('hex');
    return { fiscal_code, household, sealed: JSON.stringify(sealedResident.seal(fiscal_code, row)) };
  },
};

const isees: OldRegister<RegisterRow['isee']> = {
  table: 'register_isees',
  read: `fiscal_code as "fiscalCode", isee_cents::float8 as "iseeCents", dsu, dsu_on::text as "dsuOn", differs`,
  emptied: ['isee_cents', 'dsu', 'dsu_on', 'differs'],
  sealed: (row, hashes) => {
    const fiscal_code = person(hashes, row.fiscalCode);
    return { fiscal_code, sealed: JSON.stringify(sealedIsee.seal(fiscal_code, row)) };
  },
};

async function sealRegister<Row extends { fiscalCode: string }>(
  db: Database,
  register: OldRegister<Row>,
  hashes: Hashes,
): Promise<number> {
  for (let done = 0; ;) {
    const batch = await sealRows(db, register, hashes);
    if (batch === 0) return done;
    done += batch;
  }
}

async function sealRows<Row extends { fiscalCode: string }>(
  db: Database,
  { table, read, emptied, sealed }: OldRegister<Row>,
  hashes: Hashes,
): Promise<number> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<Row>(
      `select ${read} from ${table} where sealed is null order by fiscal_code limit 500 for update`,
    );
    for (const row of rows) {
      const set = { ...sealed(row, hashes), ...Object.fromEntries(emptied.map((name) => [name, null])) };
      const names = Object.keys(set).map((name, at) => `${name} = $${at + 2}`);
      await client.query(`update ${table} set ${names.join(', ')} where fiscal_code = $1`, [
        row.fiscalCode,
        ...Object.values(set),
      ]);
    }
    return rows.length;
  });
}
