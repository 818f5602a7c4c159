import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { existsSync } from 'node:fs';
import { Problem } from '../stack/problem';
import { writeArchive, type Head, type Piece } from './archive';
import { columnsOf, tablesOf } from './tables';

/** Rows are sealed by so many bytes at a time. */
const pieceBytes = 1024 * 1024;

/**
 * Writes all a database holds, as it is at one moment, to a file, while everything goes on. The engine's procedures are not
 * in it: they are begun again from the events, which are.
 *
 * @returns the moment, and how many rows there are
 */
export async function takeBackup(databaseUrl: string, file: string): Promise<Head & { rows: number }> {
  if (existsSync(file)) throw new Problem(`${file} is there already: a backup overwrites nothing.`);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'buoni-spesa backup' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const head = await headOf(client);
    const counted: Record<string, number> = {};
    await writeArchive(file, piecesOf(client, head, counted));
    return { ...head, rows: Object.values(counted).reduce((sum, rows) => sum + rows, 0) };
  } finally {
    await client.end();
  }
}

async function headOf(client: pg.Client): Promise<Head> {
  const { rows: migrations } = await client.query<{ name: string }>(
    'select name from schema_migrations order by id',
  );
  const { rows } = await client.query<{ at: Date; epoch: string }>(
    'select now() as at, epoch from installation',
  );
  if (!rows[0]) throw new Problem('The database holds no installation of Buoni Spesa.');
  const { at, epoch } = rows[0];
  return { at: at.toISOString(), epoch, migrations: migrations.map(({ name }) => name) };
}

/** @param counted is told how many rows each table had */
async function* piecesOf(
  client: pg.Client,
  head: Head,
  counted: Record<string, number>,
): AsyncGenerator<Piece> {
  yield { kind: 'head', head };
  for (const table of await tablesOf(client)) {
    const columns = await columnsOf(client, table);
    yield { kind: 'table', table, columns };
    const names = columns.map((name) => client.escapeIdentifier(name)).join(', ');
    const rows = client.query(copyTo(`copy ${client.escapeIdentifier(table)} (${names}) to stdout`));
    let waiting: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of rows as AsyncIterable<Buffer>) {
      waiting.push(chunk);
      bytes += chunk.length;
      if (bytes < pieceBytes) continue;
      yield { kind: 'rows', bytes: Buffer.concat(waiting) };
      waiting = [];
      bytes = 0;
    }
    if (bytes > 0) yield { kind: 'rows', bytes: Buffer.concat(waiting) };
    counted[table] = rows.rowCount ?? 0;
  }
  yield { kind: 'end', rows: counted };
}
