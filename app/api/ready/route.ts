import { sql } from 'drizzle-orm';
import { database } from '@/app/_server/database';
import { engineAnswers } from '@/app/_server/engine';
import { inTime } from '@/app/_server/in-time';
import { relayLag } from '@/db/queries/relay-lag';

export const dynamic = 'force-dynamic';

/** Whoever asks whether to send people here waits no longer, in milliseconds. */
const patienceMs = 2_000;

/**
 * Readiness. Without PostgreSQL nothing can be served: 503. Without the workflow engine people are still served and
 * their acts are kept, so that is told but refuses nothing. What does not answer in two seconds does not answer.
 */
export async function GET(): Promise<Response> {
  const [postgres, temporal, relay] = await Promise.all([
    inTime(database().execute(sql`select 1`), patienceMs).then(
      () => true,
      () => false,
    ),
    engineAnswers(),
    inTime(relayLag(database()), patienceMs).catch(() => null),
  ]);
  return Response.json(
    { postgres, temporal, relay },
    { status: postgres ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
