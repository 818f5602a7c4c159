import { readFileSync } from 'node:fs';
import { readKeyring, type Keyring } from './keyring';

let known: { given: string | undefined; ring: Keyring } | undefined;

/**
 * The keys of this process, read at first use from `ENCRYPTION_KEYS`, or from the file that `ENCRYPTION_KEYS_FILE` names,
 * and again where another is named. Apart from the rest of the environment: scripts and tests seal and open without it.
 */
export function keyring(): Keyring {
  const given = process.env.ENCRYPTION_KEYS || process.env.ENCRYPTION_KEYS_FILE;
  if (known === undefined || known.given !== given) {
    known = { given, ring: readKeyring(keyList(process.env) ?? '') };
  }
  return known.ring;
}

/** The list of keys as it is given: by the variable itself, or by the file that a second one names. */
export function keyList(source: Record<string, string | undefined>): string | undefined {
  const { ENCRYPTION_KEYS: list, ENCRYPTION_KEYS_FILE: file } = source;
  return list || (file ? readFileSync(file, 'utf8') : undefined);
}
