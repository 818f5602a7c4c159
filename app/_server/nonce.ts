import { headers } from 'next/headers';
import { nonceHeader } from './gate/policy';

/** The nonce of this answer's own styles and scripts. Without one nobody stands at the gate, and nothing may be shown. */
export async function nonceOfPage(): Promise<string> {
  const nonce = (await headers()).get(nonceHeader);
  if (nonce === null) throw new Error('no nonce: the server has not started yet');
  return nonce;
}
