import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What is sealed, in the three parts that every form of it is written from; the nonce has 12 bytes, the tag 16. */
export type SealedParts<Bytes = Buffer> = Record<'nonce' | 'sealed' | 'tag', Bytes>;

export const nonceBytes = 12;
export const tagBytes = 16;

const cipher = 'aes-256-gcm';

/**
 * Seals with AES-256-GCM (NIST SP 800-38D).
 *
 * @param key of 32 bytes
 * @param nonce never the same for two values under one key
 * @param boundTo is not sealed, and without the very same text nothing opens
 */
export function sealParts(key: Buffer, nonce: Buffer, plain: Uint8Array, boundTo: string): SealedParts {
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  sealing.setAAD(Buffer.from(boundTo, 'utf8'));
  const sealed = sealing.update(plain);
  sealing.final();
  return { nonce, sealed, tag: sealing.getAuthTag() };
}

/** What was sealed under this key and bound to this text; null where anything of it was changed, cut or belongs elsewhere. */
export function openParts(
  key: Buffer,
  { nonce, sealed, tag }: SealedParts<Uint8Array>,
  boundTo: string,
): Buffer | null {
  if (nonce.length !== nonceBytes || tag.length !== tagBytes) return null;
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(boundTo, 'utf8')).setAuthTag(tag);
  const plain = opening.update(sealed);
  try {
    opening.final();
    return plain;
  } catch {
    return null;
  }
}

/** Nonces are drawn many at a time: to draw one costs as much as to seal with it. */
const drawnAtOnce = 256;
let drawn = Buffer.alloc(0);

/** A nonce that nobody had before. */
export function newNonce(): Buffer {
  if (drawn.length < nonceBytes) drawn = randomBytes(nonceBytes * drawnAtOnce);
  const nonce = drawn.subarray(0, nonceBytes);
  drawn = drawn.subarray(nonceBytes);
  return nonce;
}
