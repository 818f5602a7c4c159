import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import { keyring } from '../../keys/own';
import type { Database } from '../client';
import { sealedColumns } from './columns';
import { inTransaction } from './in-transaction';
import { oldRowsLeft, sealOldRows } from './seal-old';
import type { Sealed, SealedColumn } from './sealed';

type Column = SealedColumn<unknown>;

/** Rows sealed anew in one transaction: few of those that may hold whole files. */
const batchOf = ({ form }: Column): number => (form.holdsFiles ? 4 : 200);

/** How often rows that others hold are waited for, a quarter of a second each time. */
const patience = 120;

/** What was done to a column, or is wrong in it. */
export interface ColumnReport {
  name: string;
  /** Values sealed anew, or opened. */
  values: number;
  faults: string[];
}

/**
 * Seals by the current key whatever is sealed by another or not at all, column after column, a batch at a time, while the
 * system runs. Cut short, it goes on where it was; done again, it does nothing.
 */
export async function* resealAll(db: Database): AsyncGenerator<ColumnReport> {
  yield* sealOldRows(db);
  for (const column of sealedColumns) {
    yield { name: nameOf(column), values: await resealColumn(db, column), faults: [] };
  }
}

/**
 * Opens every value, and tells those that do not open, are not sealed by the current key, or have something else in clear
 * beside them than what is in them.
 */
export async function* auditSealed(db: Database): AsyncGenerator<ColumnReport> {
  yield { name: 'what a release before left', values: 0, faults: await oldRowsLeft(db) };
  for (const column of sealedColumns) yield await auditColumn(db, column);
}

/** Whether everything was already found sealed by the current key, by a look that is remembered. */
export async function isSealedThroughout(db: Database): Promise<boolean> {
  const { rows } = await db.$client.query<{ same: boolean }>(
    'select sealed_under is not distinct from $1 as same from installation',
    [keyring().current],
  );
  return rows[0]?.same === true;
}

/** Remembers that everything is sealed by the current key. */
export async function rememberSealed(db: Database): Promise<void> {
  await db.$client.query('update installation set sealed_under = $1', [keyring().current]);
}

export const nameOf = ({ table, column }: Column): string => `${table}.${column}`;

async function resealColumn(db: Database, column: Column): Promise<number> {
  let done = 0;
  for (let tries = 0; ; tries++) {
    done += await resealPass(db, column);
    if (!(await isLeft(db, column))) return done;
    if (tries === patience) throw new Error(`rows of ${nameOf(column)} are held by somebody for too long`);
    await sleep(250);
  }
}

/** Goes once through a column in the order of its keys. Rows that somebody holds are left for another time. */
async function resealPass(db: Database, column: Column): Promise<number> {
  let done = 0;
  for (let after: string[] | null = null; ;) {
    const rows: StoredRow[] = await inTransaction(db, async (client) => {
      const batch = await readBatch(client, column, after, 'for update skip locked');
      for (const row of batch) await rewrite(client, column, row);
      return batch;
    });
    done += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < batchOf(column)) return done;
    after = last.key;
  }
}

interface StoredRow {
  key: string[];
  stored: unknown;
}

/** The next values that are not sealed by the current key; `all` reads every one. */
async function readBatch(
  client: Pick<PoolClient, 'query'>,
  column: Column,
  after: readonly string[] | null,
  lock: '' | 'for update skip locked',
  all = false,
): Promise<StoredRow[]> {
  const { table, key, column: name } = column;
  const keys = key.join(', ');
  const from = after === null ? '' : `and (${keys}) > (${key.map((_, at) => `$${at + 1}`).join(', ')})`;
  const wanted = all ? '' : `and not ${column.form.isUnder(name, keyring().current)}`;
  const { rows } = await client.query<StoredRow>(
    `select array[${key.map((each) => `${each}::text`).join(', ')}] as key, ${name} as stored from ${table}
     where ${name} is not null ${wanted} ${from} order by ${keys} limit ${batchOf(column)} ${lock}`,
    [...(after ?? [])],
  );
  return rows;
}

async function rewrite(client: PoolClient, column: Column, { key, stored }: StoredRow): Promise<void> {
  const row = key.join('/');
  const sealed: unknown = column.seal(row, column.open(row, stored as Sealed<unknown>));
  const value = Buffer.isBuffer(sealed) || typeof sealed === 'string' ? sealed : JSON.stringify(sealed);
  const where = column.key.map((each, at) => `${each} = $${at + 2}`).join(' and ');
  await client.query(`update ${column.table} set ${column.column} = $1 where ${where}`, [value, ...key]);
}

async function isLeft(db: Database, column: Column): Promise<boolean> {
  return (await readBatch(db.$client, column, null, '')).length > 0;
}

async function auditColumn(db: Database, column: Column): Promise<ColumnReport> {
  const report: ColumnReport = { name: nameOf(column), values: 0, faults: [] };
  for (let after: string[] | null = null; ;) {
    const rows: StoredRow[] = await readBatch(db.$client, column, after, '', true);
    for (const row of rows) report.faults.push(...faultsOf(column, row));
    report.values += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < batchOf(column)) return report;
    after = last.key;
  }
}

function faultsOf(column: Column, { key, stored }: StoredRow): string[] {
  const row = key.join('/');
  const keyId = column.form.keyOf(stored);
  if (keyId === null) return [`${nameOf(column)} ${row} is in clear`];
  if (keyId !== keyring().current) return [`${nameOf(column)} ${row} is sealed by the retired key ${keyId}`];
  try {
    const value = column.open(row, stored as Sealed<unknown>);
    const { legible } = column.form;
    if (legible === null || isDeepStrictEqual(legible(stored), legible(column.seal(row, value)))) return [];
    return [`${nameOf(column)} ${row} says in clear what is not in it`];
  } catch (fault) {
    return [`${nameOf(column)} ${row}: ${(fault as Error).message}`];
  }
}
