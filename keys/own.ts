import { withFiles } from '../env';
import { readKeyring, type Keyring } from './keyring';

let known: { given: string | undefined; ring: Keyring } | undefined;

/**
 * The keys of this process, read at first use from `ENCRYPTION_KEYS`, or from the file that `ENCRYPTION_KEYS_FILE` names,
 * and again where another is named. Apart from the rest of the environment: scripts and tests seal and open without it.
 */
export function keyring(): Keyring {
  const { ENCRYPTION_KEYS, ENCRYPTION_KEYS_FILE } = process.env;
  const given = ENCRYPTION_KEYS || ENCRYPTION_KEYS_FILE;
  if (known === undefined || known.given !== given) {
    const list = withFiles({ ENCRYPTION_KEYS, ENCRYPTION_KEYS_FILE }).ENCRYPTION_KEYS;
    known = { given, ring: readKeyring(list ?? '') };
  }
  return known.ring;
}
