import { hkdfSync, randomUUID } from 'node:crypto';
import { authSecrets } from '@/env';
import { newNonce, openParts, sealParts } from '@/keys/aes-gcm';

/**
 * The tokens of sessions and of those on their way in or out, as next-auth 4 makes and reads them: JWE in its compact form
 * (RFC 7516, section 3.1), encrypted by a shared key itself (RFC 7518, sections 4.5 and 5.3). Its own functions derive that
 * key anew for each token, and libraries open one in a handful of steps that wait: on a click-day every request may bring a
 * token that was not seen before.
 */
const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM' })).toString('base64url');

/** What next-auth allows for clocks that differ, in seconds. */
const clockTolerance = 15;

/** What a token says besides its own `iat`, `exp` and `jti` (RFC 7519). */
export type Claims = Record<string, unknown>;

/**
 * A token that says this, good for so many seconds, under the present secret.
 *
 * @param purpose of what is not a session: a token made for one purpose opens for no other
 */
export function writeToken(claims: Claims, seconds: number, purpose = ''): string {
  const now = Math.floor(Date.now() / 1_000);
  const whole = { ...claims, iat: now, exp: now + seconds, jti: randomUUID() };
  const plain = Buffer.from(JSON.stringify(whole));
  const { nonce, sealed, tag } = sealParts(keyOf(authSecrets()[0], purpose), newNonce(), plain, header);
  return [header, '', ...[nonce, sealed, tag].map((part) => part.toString('base64url'))].join('.');
}

/** What a token says, made under the present secret or one before it; null where it is none of ours, or too old. */
export function readToken(token: string | undefined, purpose = ''): Claims | null {
  // Whoever could name another algorithm could choose a weaker one: there is this one, written in this way.
  if (!token?.startsWith(`${header}..`)) return null;
  const parts = token.slice(header.length + 2).split('.');
  const [nonce, sealed, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (parts.length !== 3 || !nonce || !sealed || !tag) return null;
  for (const secret of authSecrets()) {
    const plain = openParts(keyOf(secret, purpose), { nonce, sealed, tag }, header);
    const claims = plain && (JSON.parse(plain.toString()) as Claims);
    if (claims) return isInTime(claims) ? claims : null;
  }
  return null;
}

const isInTime = ({ exp }: Claims): boolean =>
  typeof exp === 'number' && exp > Math.floor(Date.now() / 1_000) - clockTolerance;

const keys = new Map<string, Buffer>();

/** The key that next-auth derives from a secret for a purpose, which is its salt (HKDF, RFC 5869). */
function keyOf(secret: string, purpose: string): Buffer {
  const name = `${purpose} ${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const info = `NextAuth.js Generated Encryption Key${purpose && ` (${purpose})`}`;
  const key = Buffer.from(hkdfSync('sha256', secret, purpose, info, 32));
  keys.set(name, key);
  return key;
}
