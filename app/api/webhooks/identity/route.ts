import { notFound } from 'next/navigation';
import { identityGateway } from '@/app/_identity/gateway';
import { bytesOf } from '@/app/_server/body';
import { database } from '@/app/_server/database';
import { leaveByIdentity } from '@/commands/identity/leave';

/** A notice is a signed token of a kilobyte or two. */
const longestBody = 16 * 1024;

const empty = (status: number): Response =>
  new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });

/**
 * The gateway's own call when somebody's session ends there (back-channel logout). It comes from no browser: the notice's
 * signature is what it is known by. 200 also where nobody is known, so that nothing is learned from the answer.
 */
export async function POST(request: Request): Promise<Response> {
  const gateway = identityGateway();
  if (gateway === null) notFound();
  const body = await bytesOf(request, longestBody);
  if (body === null) return empty(413);
  const notice = new URLSearchParams(body.toString('utf8')).get('logout_token') ?? '';
  const ended = await gateway.ended(notice);
  if (!ended.ok) return empty(ended.error === 'unreachable' ? 503 : 400);
  await leaveByIdentity(database(), ended.value);
  return empty(200);
}
