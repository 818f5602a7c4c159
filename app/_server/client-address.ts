import { headers } from 'next/headers';

/**
 * The network address a request comes from, as the gate made it out (`gate/address.ts`): what the caller says of itself is
 * gone from the header by now. It serves to count, never to tell who somebody is.
 */
export async function clientAddress(): Promise<string | null> {
  return (await headers()).get('x-forwarded-for') || null;
}
