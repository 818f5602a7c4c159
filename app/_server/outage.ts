import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { isDatabaseAway } from '@/db/client';
import { answerUnderWay } from './answer-status';
import { respond } from './gate';
import { asPage } from './gate/fatal-page';
import { databaseAway } from './problem';

/** The answers that were taken out of the framework's hands: a page tells of each of its parts that fails. */
const taken = new WeakSet<ServerResponse>();

/**
 * Answers a request that fails because the database is away, in the place of the framework, which would say 500 on a page
 * that is empty without scripts. The framework leaves alone what has been answered.
 */
export async function answerOutage(
  fault: unknown,
  { headers }: { headers: IncomingHttpHeaders },
): Promise<void> {
  const answer = isDatabaseAway(fault) ? answerUnderWay() : null;
  if (!answer || taken.has(answer)) return;
  taken.add(answer);
  await respond(asPage(headers, databaseAway(), ['away', 'awayText']), answer);
}
