import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { migrate } from '../../db/migrate';
import { Problem } from '../stack/problem';
import { readArchive, type Head, type Piece } from './archive';
import { columnsOf, tablesOf } from './tables';

/**
 * Puts a backup back: lays the schema it was taken in, fills it in one transaction with every constraint checked, and
 * brings it to the newest schema. The whole file is read and found authentic before anything is touched.
 *
 * @param replace whether what the database holds may go; otherwise only an empty one is filled, and a `Problem` thrown
 * @returns what the backup says of itself, and the epochs whose procedures have to end
 */
export async function putBack(
  databaseUrl: string,
  file: string,
  { replace }: { replace: boolean },
): Promise<{ head: Head; rows: number; ended: string[] }> {
  const head = await verified(file);
  const before = await makeRoom(databaseUrl, replace);
  await migrate(databaseUrl, head.migrations.length);
  const rows = await connected(databaseUrl, async (client) => {
    const { rows: names } = await client.query<{ name: string }>(
      'select name from schema_migrations order by id',
    );
    if (String(names.map(({ name }) => name)) !== String(head.migrations))
      throw new Problem(`${file} is of another release: put it back with the one that it was taken with.`);
    return fill(client, file);
  });
  await migrate(databaseUrl);
  return { head, rows, ended: [...new Set([head.epoch, ...before])] };
}

/** Reads a backup to its end and gives what it says of itself. */
async function verified(file: string): Promise<Head> {
  let head: Head | undefined;
  for await (const piece of readArchive(file)) if (piece.kind === 'head') head = piece.head;
  if (!head) throw new Problem(`${file} is not a backup of Buoni Spesa.`);
  return head;
}

/** Empties the database, where it holds nobody or may be emptied. Answers the epoch it had. */
async function makeRoom(databaseUrl: string, replace: boolean): Promise<string[]> {
  return connected(databaseUrl, async (client) => {
    const { rows: found } = await client.query<{ there: boolean }>(
      `select to_regclass('public.installation') is not null as there`,
    );
    if (!found[0]?.there) {
      if ((await tablesOf(client)).length > 0)
        throw new Problem('The database holds tables that are not of Buoni Spesa: give an empty one.');
      return [];
    }
    const { rows } = await client.query<{ epoch: string; people: boolean }>(
      'select epoch, exists (select from users) as people from installation',
    );
    if (rows[0]?.people && !replace)
      throw new Problem('The database is in use: give an empty one, or say --replace to lose what it holds.');
    await client.query('drop schema public cascade; create schema public');
    return rows.map(({ epoch }) => epoch);
  });
}

/** Fills the tables. Guards that refuse changes stand aside; references are dropped and made again, which checks them. */
async function fill(client: pg.Client, file: string): Promise<number> {
  await client.query('begin');
  const tables = await tablesOf(client);
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of references)
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const table of tables)
    await client.query(`alter table ${client.escapeIdentifier(table)} disable trigger user`);
  await client.query(`truncate ${tables.map((table) => client.escapeIdentifier(table)).join(', ')}`);
  const filled = await fillTables(client, readArchive(file), new Set(tables));
  for (const { table, name, definition } of references)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const table of tables)
    await client.query(`alter table ${client.escapeIdentifier(table)} enable trigger user`);
  await continueNumbers(client);
  // Interrupted from here on, it is no procedure's database, and never again that of those of before.
  await client.query('update installation set epoch = gen_random_uuid()');
  await client.query('commit');
  await client.query('analyze');
  return filled;
}

async function fillTables(
  client: pg.Client,
  pieces: AsyncIterable<Piece>,
  expected: ReadonlySet<string>,
): Promise<number> {
  const filled: Record<string, number> = {};
  let open: { table: string; sink: CopyStreamQuery } | null = null;
  const close = async (): Promise<void> => {
    if (!open) return;
    open.sink.end();
    await finished(open.sink);
    filled[open.table] = open.sink.rowCount ?? 0;
  };
  for await (const piece of pieces) {
    switch (piece.kind) {
      case 'head':
        break;
      case 'table': {
        await close();
        const { table, columns } = piece;
        if (!expected.has(table) || String(await columnsOf(client, table)) !== String(columns))
          throw new Problem(`Table ${table} of the backup is not the one of its release.`);
        const names = columns.map((name) => client.escapeIdentifier(name)).join(', ');
        const sink = client.query(copyFrom(`copy ${client.escapeIdentifier(table)} (${names}) from stdin`));
        open = { table, sink };
        break;
      }
      case 'rows':
        if (open && !open.sink.write(piece.bytes)) await once(open.sink, 'drain');
        break;
      case 'end':
        await close();
        for (const [table, rows] of Object.entries(piece.rows))
          if (filled[table] !== rows)
            throw new Problem(`Table ${table} has ${filled[table]} of ${rows} rows.`);
    }
  }
  return Object.values(filled).reduce((sum, rows) => sum + rows, 0);
}

/** Numbers that the database gives by itself go on after the last one. */
async function continueNumbers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select attrelid::regclass::text as table, attname as column from pg_attribute a join pg_class c on c.oid = attrelid
     where attidentity <> '' and relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'schema_migrations'`,
  );
  for (const { table, column } of rows) {
    const last = `(select max(${client.escapeIdentifier(column)}) from ${table})`;
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(${last}, 1), ${last} is not null)`,
      [table, column],
    );
  }
}

async function connected<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'buoni-spesa restore' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
