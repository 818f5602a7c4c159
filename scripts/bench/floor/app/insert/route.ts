import { openDatabase } from '../../../../../db/client';

const { $client: pool } = openDatabase(process.env.DATABASE_URL ?? '');

/** The least that an act over HTTP costs here: one row with what came, committed, through the application's own pool. */
export async function POST(request: Request): Promise<Response> {
  await pool.query('insert into floor (body) values ($1)', [await request.text()]);
  return Response.json({ ok: true }, { status: 201 });
}
