/**
 * `npm run keep:release`: keeps the demo's data as this release writes them, for later releases to be tried on
 * (test/commands/releases/). Run before the first migration of the next release is merged.
 */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { migrate } from '../db/migrate';
import { releaseKey } from '../test/commands/releases/key';
import { loadDemo } from './demo/load';
import { startPostgres } from './stack/postgres';
import { Processes } from './stack/processes';
import { openState } from './stack/state';

const kept = path.resolve('test/commands/releases');

process.env.ENCRYPTION_KEYS = releaseKey;

const folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-release-'));
// PostgreSQL's account must pass through it.
chmodSync(folder, 0o711);
const processes = new Processes(folder);
try {
  const { url } = await startPostgres(folder, openState(folder), processes, { durable: false });
  await migrate(url);
  await loadDemo(url);
  const release = readdirSync('db/migrations').toSorted().at(-1)?.slice(0, 4) ?? '';
  mkdirSync(kept, { recursive: true });
  writeFileSync(path.join(kept, `${release}.sql.gz`), gzipSync(await statements(url), { level: 9 }));
  console.log(`Kept the rows of release ${release}`);
} finally {
  await processes.stop();
  rmSync(folder, { recursive: true });
}

/**
 * Every row of every table, as statements that put it in again. What the migrations lay by themselves is taken away first;
 * the schema is not there: migrations never change, so they lay the same again.
 */
async function statements(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string; columns: string }>(`
    select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
    group by c.oid order by 1`);
  const { rows: counters } = await client.query<{ sequence: string }>(`
    select format('select setval(%L, %s, %L);', s.oid::regclass, coalesce(q.last_value, q.start_value), q.last_value is not null)
      as sequence
    from pg_class s join pg_sequences q on q.schemaname = 'public' and q.sequencename = s.relname
    where s.relnamespace = 'public'::regnamespace and s.relkind = 'S' order by s.relname`);
  const written: string[] = [`truncate ${tables.map(({ name }) => name).join(', ')} cascade;`];
  for (const { name, columns } of tables) {
    const { rows } = await client.query<{ all: string | null }>(
      `select json_agg(to_json(t) order by t::text)::text as all from ${name} t`,
    );
    if (!rows[0]?.all) continue;
    const values = client.escapeLiteral(rows[0].all);
    written.push(
      `insert into ${name} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${name}, ${values});`,
    );
  }
  await client.end();
  return [...written, ...counters.map(({ sequence }) => sequence), ''].join('\n');
}
