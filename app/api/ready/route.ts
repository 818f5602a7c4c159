import { sql } from 'drizzle-orm';
import { database } from '@/app/_server/database';
import { engineAnswers } from '@/app/_server/engine';
import { relayLag } from '@/db/queries/relay-lag';

export const dynamic = 'force-dynamic';

/**
 * Readiness. Without PostgreSQL nothing can be served: 503. Without the workflow engine people are still served and
 * their acts are kept, so that is told but refuses nothing.
 */
export async function GET(): Promise<Response> {
  const [postgres, temporal, relay] = await Promise.all([
    database()
      .execute(sql`select 1`)
      .then(
        () => true,
        () => false,
      ),
    engineAnswers(),
    relayLag(database()).catch(() => null),
  ]);
  return Response.json(
    { postgres, temporal, relay },
    { status: postgres ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
