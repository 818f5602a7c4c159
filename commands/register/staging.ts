import { sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { hashesOf, type Hashes } from '../../db/hash-key';
import { sealedIsee, sealedResident } from '../../db/sealing/columns';
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

/** A row as its register keeps it: found by keyed hashes, its content sealed. */
interface KeptRow {
  fiscal_code: string;
  household?: string;
  sealed: unknown;
}

/** How each register is kept. */
const kept: {
  [R in RegisterName]: {
    table: string;
    columns: readonly (keyof KeptRow)[];
    row: (value: RegisterRow[R], hashes: Hashes) => KeptRow;
  };
} = {
  anagrafe: {
    table: 'register_residents',
    columns: ['fiscal_code', 'household', 'sealed'],
    row: (value, hashes) => {
      const person = personHash(hashes, value.fiscalCode);
      const household = hashes.of('household-number', value.household).toString('hex');
      return { fiscal_code: person, household, sealed: sealedResident.seal(person, value) };
    },
  },
  isee: {
    table: 'register_isees',
    columns: ['fiscal_code', 'sealed'],
    row: (value, hashes) => {
      const person = personHash(hashes, value.fiscalCode);
      return { fiscal_code: person, sealed: sealedIsee.seal(person, value) };
    },
  },
};

const personHash = ({ of }: Hashes, fiscalCode: string): string => of('register', fiscalCode).toString('hex');

/** A temporary table shaped like the register's, gone with the transaction. */
export async function staging<R extends RegisterName>(tx: Queryable, register: R): Promise<Staging<R>> {
  const { table: name, columns, row } = kept[register];
  const table = sql.raw(name);
  const staged = sql.raw(`staged_${register}`);
  const list = sql.raw(columns.join(', '));
  const hashes = await hashesOf(tx);
  await tx.execute(
    sql`create temporary table ${staged} (like ${table} including defaults, unique (fiscal_code)) on commit drop`,
  );
  return {
    add: async (rows) => {
      const hashed = rows.map(({ row: place, value }) => ({ place, ...row(value, hashes) }));
      const written = await tx.execute<{ fiscal_code: string }>(sql`
        insert into ${staged} (${list})
        select ${list} from jsonb_to_recordset(${JSON.stringify(hashed)}::jsonb)
          as rows (fiscal_code text, household text, sealed jsonb)
        on conflict (fiscal_code) do nothing returning fiscal_code`);
      return repeated(hashed, new Set(written.rows.map(({ fiscal_code }) => fiscal_code)), register);
    },
    replace: async () => {
      await tx.execute(sql`delete from ${table}`);
      await tx.execute(sql`insert into ${table} (${list}) select ${list} from ${staged}`);
    },
  };
}

/** The rows that were not written, because their person was already: each code is written once. */
function repeated(
  rows: readonly (KeptRow & { place: number })[],
  written: Set<string>,
  register: RegisterName,
): RowFault[] {
  const column = registerColumns[register].fiscalCode.names[0] ?? null;
  return rows
    .filter(({ fiscal_code }) => !written.delete(fiscal_code))
    .map(({ place }) => ({ row: place, column, code: 'register-duplicate' }));
}
