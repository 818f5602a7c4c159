import { openDatabase } from '../../../../../db/client';

const { $client: pool } = openDatabase(process.env.DATABASE_URL ?? '');

/** The least that an act over HTTP costs here: one row, committed, through the application's own pool. */
export async function POST(): Promise<Response> {
  await pool.query('insert into floor default values');
  return Response.json({ ok: true }, { status: 201 });
}
