import { hkdfSync, randomUUID } from 'node:crypto';
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose';

/**
 * The tokens of sessions, as next-auth 4 makes and reads them. Its own functions derive the key anew for each, which costs
 * several times as much as to seal or to open one: on a click-day every request may bring one that was not seen before.
 */
const [alg, enc] = ['dir', 'A256GCM'] as const;

/** What next-auth allows for clocks that differ, in seconds. */
const clockTolerance = 15;

/** A token that says this, good for so many seconds. */
export async function writeToken(claims: JWTPayload, secret: string, seconds: number): Promise<string> {
  return new EncryptJWT(claims)
    .setProtectedHeader({ alg, enc })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
    .setJti(randomUUID())
    .encrypt(await keyOf(secret));
}

/** What a token under one of the secrets says; null where it is none of them, or too old. */
export async function readToken(
  token: string | undefined,
  secrets: readonly string[],
): Promise<JWTPayload | null> {
  if (!token) return null;
  for (const secret of secrets) {
    const opened = await jwtDecrypt(token, await keyOf(secret), {
      clockTolerance,
      keyManagementAlgorithms: [alg],
      contentEncryptionAlgorithms: [enc],
    }).catch(() => null);
    if (opened) return opened.payload;
  }
  return null;
}

const keys = new Map<string, Promise<CryptoKey>>();

/** The key that next-auth derives from a secret for its sessions (HKDF, RFC 5869, without salt). */
function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known) return known;
  const derived = hkdfSync('sha256', secret, '', 'NextAuth.js Generated Encryption Key', 32);
  const key = crypto.subtle.importKey('raw', derived, 'AES-GCM', false, ['encrypt', 'decrypt']);
  keys.set(secret, key);
  return key;
}
