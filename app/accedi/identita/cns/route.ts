import { notFound, redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { enterWith } from '@/app/_identity/enter';
import { problemPath } from '@/app/_identity/problems';
import { safeReturn } from '@/app/_server/session';
import { environment } from '@/env';
import { cnsIdentity } from '@/integrations/identity/cns';

/** "Entra con CNS": the reverse proxy has read the card and hands its certificate on, signed. */
export async function GET(request: NextRequest): Promise<Response> {
  const { CNS_PROXY_SECRET: secret } = environment();
  if (secret === undefined) notFound();
  const { headers, method, nextUrl } = request;
  const given = {
    certificate: headers.get('client-cert'),
    signature: headers.get('client-cert-signature'),
    method,
    path: nextUrl.pathname,
  };
  const proven = cnsIdentity(given, secret, Date.now());
  if (!proven.ok) redirect(problemPath(proven.error));
  const wanted = safeReturn(nextUrl.searchParams.get('ritorno') ?? undefined, '');
  return enterWith({ identity: proven.value, idToken: null, wanted });
}
