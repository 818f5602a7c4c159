import { headers } from 'next/headers';

/**
 * The network address a request comes from, as far as it can be known: the last one of `X-Forwarded-For`, which the proxy
 * before us wrote itself (the others are whatever the caller says). It serves to count, never to tell who somebody is.
 */
export async function clientAddress(): Promise<string | null> {
  const forwarded = (await headers()).get('x-forwarded-for') ?? '';
  return forwarded.split(',').at(-1)?.trim() || null;
}
