import { hkdfSync, randomUUID } from 'node:crypto';
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose';
import { authSecrets } from '@/env';

/**
 * The tokens of sessions and of those on their way in or out, as next-auth 4 makes and reads them. Its own functions derive the key anew for each, which costs
 * several times as much as to seal or to open one: on a click-day every request may bring one that was not seen before.
 */
const [alg, enc] = ['dir', 'A256GCM'] as const;

/** What next-auth allows for clocks that differ, in seconds. */
const clockTolerance = 15;

/**
 * A token that says this, good for so many seconds, under the present secret.
 *
 * @param purpose of what is not a session: a token made for one purpose opens for no other
 */
export async function writeToken(claims: JWTPayload, seconds: number, purpose = ''): Promise<string> {
  return new EncryptJWT(claims)
    .setProtectedHeader({ alg, enc })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
    .setJti(randomUUID())
    .encrypt(await keyOf(authSecrets()[0], purpose));
}

/** What a token says, made under the present secret or one before it; null where it is none of ours, or too old. */
export async function readToken(token: string | undefined, purpose = ''): Promise<JWTPayload | null> {
  if (!token) return null;
  for (const secret of authSecrets()) {
    const opened = await jwtDecrypt(token, await keyOf(secret, purpose), {
      clockTolerance,
      keyManagementAlgorithms: [alg],
      contentEncryptionAlgorithms: [enc],
    }).catch(() => null);
    if (opened) return opened.payload;
  }
  return null;
}

const keys = new Map<string, Promise<CryptoKey>>();

/** The key that next-auth derives from a secret for a purpose, which is its salt (HKDF, RFC 5869). */
function keyOf(secret: string, purpose: string): Promise<CryptoKey> {
  const name = `${purpose} ${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const info = `NextAuth.js Generated Encryption Key${purpose && ` (${purpose})`}`;
  const derived = hkdfSync('sha256', secret, purpose, info, 32);
  const key = crypto.subtle.importKey('raw', derived, 'AES-GCM', false, ['encrypt', 'decrypt']);
  keys.set(name, key);
  return key;
}
