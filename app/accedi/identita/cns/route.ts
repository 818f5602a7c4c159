import { notFound, redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { enterWith } from '@/app/_identity/enter';
import { problemPath } from '@/app/_identity/problems';
import { safeReturn } from '@/app/_server/session';
import { environment } from '@/env';
import { cnsIdentity } from '@/integrations/identity/cns';

/**
 * "Entra con CNS": the reverse proxy has read the card, at a port of its own, and hands its certificate on, signed. What
 * follows is at the portal's own address.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { CNS_PROXY_SECRET: secret, APP_URL } = environment();
  if (secret === undefined) notFound();
  const { headers, method, nextUrl } = request;
  const given = {
    certificate: headers.get('client-cert'),
    signature: headers.get('client-cert-signature'),
    method,
    path: nextUrl.pathname,
  };
  const proven = cnsIdentity(given, secret, Date.now());
  const wanted = safeReturn(nextUrl.searchParams.get('ritorno') ?? undefined, '');
  const next = proven.ok
    ? await enterWith({ identity: proven.value, idToken: null, wanted })
    : problemPath(proven.error);
  redirect(new URL(next, APP_URL).href);
}
