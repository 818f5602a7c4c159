import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import type { RegisterName } from '../../domain/register/registers';
import { registerColumns, type RegisterRow, type RowFault } from '../../domain/register/rows';
import type { PlacedRow } from './read-file';

/** Where rows wait until the whole file is known to be good. */
interface Staging<R extends RegisterName> {
  /** Adds rows; answers those whose person stands in the file already. */
  add: (rows: readonly PlacedRow<R>[]) => Promise<RowFault[]>;
  /** Puts all rows in the place of the register as it was. */
  replace: () => Promise<void>;
}

/** Each register's table, and its columns with their types. */
const tables = {
  anagrafe: {
    name: 'register_residents',
    columns: {
      fiscalCode: ['fiscal_code', 'text'],
      familyName: ['family_name', 'text'],
      givenName: ['given_name', 'text'],
      birthDate: ['birth_date', 'date'],
      household: ['household', 'text'],
      relation: ['relation', 'text'],
      municipality: ['municipality', 'text'],
    },
  },
  isee: {
    name: 'register_isees',
    columns: {
      fiscalCode: ['fiscal_code', 'text'],
      iseeCents: ['isee_cents', 'bigint'],
      dsu: ['dsu', 'text'],
      dsuOn: ['dsu_on', 'date'],
      differs: ['differs', 'boolean'],
    },
  },
} as const satisfies Record<RegisterName, { name: string; columns: Record<string, [string, string]> }>;

/** A temporary table shaped like the register's, gone with the transaction. */
export async function staging<R extends RegisterName>(tx: Queryable, register: R): Promise<Staging<R>> {
  const table = sql.raw(tables[register].name);
  const staged = sql.raw(`staged_${register}`);
  const columns = Object.entries<readonly [string, string]>(tables[register].columns);
  const list = sql.raw(columns.map(([, [name]]) => name).join(', '));
  await tx.execute(
    sql`create temporary table ${staged} (like ${table} including defaults, unique (fiscal_code)) on commit drop`,
  );
  return {
    add: async (rows) => {
      const written = await tx.execute<{ fiscal_code: string }>(sql`
        insert into ${staged} (${list}) select * from unnest(${sql.join(
          columns.map(([field, [, type]]) => arrayOf(rows, field as keyof RegisterRow[R], type)),
          sql`, `,
        )}) on conflict (fiscal_code) do nothing returning fiscal_code`);
      return repeated(rows, new Set(written.rows.map(({ fiscal_code }) => fiscal_code)), register);
    },
    replace: async () => {
      await tx.execute(sql`delete from ${table}`);
      await tx.execute(sql`insert into ${table} (${list}) select ${list} from ${staged}`);
    },
  };
}

/** One column of many rows as an array of the database's type. */
const arrayOf = <R extends RegisterName>(
  rows: readonly PlacedRow<R>[],
  field: keyof RegisterRow[R],
  type: string,
): SQL => sql`${sql.param(rows.map(({ value }) => value[field]))}::${sql.raw(type)}[]`;

/** The rows that were not written, because their person was already: each code is written once. */
function repeated<R extends RegisterName>(
  rows: readonly PlacedRow<R>[],
  written: Set<string>,
  register: R,
): RowFault[] {
  const column = registerColumns[register].fiscalCode.names[0] ?? null;
  return rows
    .filter(({ value }) => !written.delete(value.fiscalCode))
    .map(({ row }) => ({ row, column, code: 'register-duplicate' }));
}
