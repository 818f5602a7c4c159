import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Sealer } from '@/commands/access/second-factor/totp';
import { authSecrets } from '@/env';

/** AES-256-GCM: a nonce of 12 bytes, a tag of 16, then the ciphertext. */
const algorithm = 'aes-256-gcm';

const keyFrom = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'buoni-spesa/second-factor', 32));

/** Seals under a key drawn from the current secret; opens what was sealed under an earlier one too. */
export const sealer: Sealer = {
  seal: (plain, about) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv(algorithm, keyFrom(authSecrets()[0]), nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  },
  open: (sealed, about) => {
    for (const secret of authSecrets()) {
      const opened = openUnder(keyFrom(secret), sealed, about);
      if (opened) return opened;
    }
    throw new Error('sealed under a key that is not known any more');
  },
};

function openUnder(key: Buffer, sealed: Buffer, about: string): Buffer | null {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(12, 28));
  const plain = decipher.update(sealed.subarray(28));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return null;
  }
}
