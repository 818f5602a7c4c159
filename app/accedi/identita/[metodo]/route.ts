import { notFound, redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { carry } from '@/app/_identity/carried';
import { identityGateway } from '@/app/_identity/gateway';
import { problemPath } from '@/app/_identity/problems';
import { safeReturn } from '@/app/_server/session';

/** "Entra con SPID", "Entra con CIE": sends the person to the gateway, and has the browser remember that it asked. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ metodo: string }> },
): Promise<Response> {
  const { metodo: method } = await params;
  const gateway = identityGateway();
  if (gateway === null || (method !== 'spid' && method !== 'cie')) notFound();
  const begun = await gateway.begin(method);
  if (!begun.ok) redirect(problemPath(begun.error));
  const wanted = safeReturn(request.nextUrl.searchParams.get('ritorno') ?? undefined, '');
  await carry('away', { pending: begun.value.pending, wanted });
  redirect(begun.value.address);
}
