import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { newNonce, nonceBytes, openParts, sealParts, tagBytes, type SealedParts } from './aes-gcm';

/** What a key is used for: each use has a key of its own, derived from the same secret (HKDF, RFC 5869). */
export type Purpose = 'column' | 'payload' | 'address' | 'backup';

/** The keys of this installation: one seals, the older ones still open what they sealed. */
export interface Keyring {
  /** The id of the key that seals. */
  readonly current: string;
  /** The ids of every key that opens. */
  readonly ids: readonly string[];
  /**
   * Seals with AES-256-GCM. What is opened must be bound to the very same place: a value that was copied into another row,
   * or another column, does not open.
   *
   * @returns nonce (12 bytes), ciphertext and tag (16 bytes), to be kept beside the id of the current key
   */
  seal(purpose: Purpose, plain: Uint8Array, boundTo: string): Buffer;
  /** The same, but alike each time for the same value: it tells that two values are one, as an address has to. */
  sealAlike(purpose: Purpose, plain: Uint8Array, boundTo: string): Buffer;
  /** Opens what `seal` gave. Throws an `UnopenedError` where the key is unknown or the value is not authentic. */
  open(purpose: Purpose, keyId: string, sealed: Uint8Array, boundTo: string): Buffer;
}

/** A sealed value that cannot be opened. It never says what was in it. */
export class UnopenedError extends Error {
  constructor(why: string) {
    super(`a sealed value does not open: ${why}`);
    this.name = 'UnopenedError';
  }
}

const keyBytes = 32;

const keyForm = /^([a-z0-9-]{1,16}):([A-Za-z0-9+/_-]{43}=?)$/;

/**
 * Reads a list of keys, the current one first: `id:base64,id:base64`. An id has at most 16 small letters, digits and
 * dashes; a key has 32 bytes. Throws an error that says what is wrong and never shows a key.
 */
export function readKeyring(list: string): Keyring {
  const secrets = new Map<string, Buffer>();
  for (const entry of list.split(/[\s,]+/).filter(Boolean)) {
    const [, id, text] = keyForm.exec(entry) ?? [];
    if (!id || !text) throw new Error('each key must be id:base64 of 32 bytes, the current one first');
    const secret = Buffer.from(text, 'base64');
    if (secret.length !== keyBytes) throw new Error(`key ${id} must have 32 bytes`);
    if (secrets.has(id)) throw new Error(`key ${id} is listed twice`);
    secrets.set(id, secret);
  }
  const ids = [...secrets.keys()];
  const current = ids[0];
  if (current === undefined) throw new Error('must have a key');

  const derived = new Map<string, Buffer>();
  const keyFor = (purpose: Purpose, id: string): Buffer => {
    const name = `${purpose}:${id}`;
    const known = derived.get(name);
    if (known) return known;
    const secret = secrets.get(id);
    if (!secret) throw new UnopenedError('its key is not in ENCRYPTION_KEYS');
    const key = deriveKey(secret, purpose);
    derived.set(name, key);
    return key;
  };

  return {
    current,
    ids,
    seal: (purpose, plain, boundTo) =>
      joined(sealParts(keyFor(purpose, current), newNonce(), plain, boundTo)),
    sealAlike: (purpose, plain, boundTo) => {
      const key = keyFor(purpose, current);
      // Another value has another nonce: a keyed hash of all that is sealed.
      const whole = createHmac('sha256', deriveKey(key, 'nonce')).update(`${boundTo}\n`).update(plain);
      return joined(sealParts(key, whole.digest().subarray(0, nonceBytes), plain, boundTo));
    },
    open: (purpose, keyId, sealed, boundTo) => {
      const key = keyFor(purpose, keyId);
      if (sealed.length < nonceBytes + tagBytes) throw new UnopenedError('it is too short');
      const end = sealed.length - tagBytes;
      const parts = {
        nonce: sealed.subarray(0, nonceBytes),
        sealed: sealed.subarray(nonceBytes, end),
        tag: sealed.subarray(end),
      };
      const plain = openParts(key, parts, boundTo);
      if (!plain) throw new UnopenedError('it was changed, or belongs elsewhere');
      return plain;
    },
  };
}

const joined = ({ nonce, sealed, tag }: SealedParts): Buffer => Buffer.concat([nonce, sealed, tag]);

/** A key of its own for one purpose. */
export function deriveKey(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `buoni-spesa ${purpose}`, keyBytes));
}

/** A keyed hash: 32 bytes that cannot be compared with guesses by whoever lacks the key. */
export function keyedHash(key: Uint8Array, value: string): Buffer {
  return createHmac('sha256', key).update(value, 'utf8').digest();
}

/** A new key, as it stands in `ENCRYPTION_KEYS`. */
export function newKey(id: string): string {
  return `${id}:${randomBytes(keyBytes).toString('base64')}`;
}
