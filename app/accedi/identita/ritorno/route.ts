import { notFound, redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { carried, putDown } from '@/app/_identity/carried';
import { enterWith } from '@/app/_identity/enter';
import { identityGateway } from '@/app/_identity/gateway';
import { problemPath } from '@/app/_identity/problems';
import { currentUser, homeOf } from '@/app/_server/session';
import { environment } from '@/env';

/**
 * Where people come back from the gateway. Only the browser that asked carries what the answer must match, and carries it
 * once: an answer that was sent to somebody else, or is opened again, lets nobody in.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const gateway = identityGateway();
  if (gateway === null) notFound();
  const away = await carried('away');
  if (away === null) {
    const user = await currentUser();
    redirect(user ? homeOf[user.role] : problemPath('expired'));
  }
  await putDown('away');
  // The portal's own address: behind a proxy the request names another.
  const { pathname, search } = request.nextUrl;
  const proven = await gateway.finish(away.pending, new URL(`${pathname}${search}`, environment().APP_URL));
  if (!proven.ok) redirect(problemPath(proven.error));
  redirect(await enterWith({ ...proven.value, wanted: away.wanted }));
}
