import { deriveKey, keyedHash } from '../keys/keyring';
import type { Queryable } from './client';
import { readInstallation } from './queries/installation';
import type { installation } from './schema/people';
import { sealedHashKey } from './sealing/columns';

/** What is looked up by a keyed hash, each by a key of its own. */
type Hashed = 'register' | 'household-number' | 'limits' | 'sign-in' | 'identity' | 'pin' | 'form';

/**
 * Makes the keyed hashes by which people are found without their codice fiscale standing in clear. The key is kept in the
 * database, sealed by the keys outside it: when those change it is sealed anew, and every hash stays what it is.
 */
export interface Hashes {
  /** Of somebody's codice fiscale, as a claim on a household has it. */
  member: (fiscalCode: string) => Buffer;
  /** Of anything else, told apart by what it is looked up for. */
  of: (what: Hashed, value: string) => Buffer;
}

/** The keyed hashes of this installation. */
export const hashesOf = async (db: Queryable): Promise<Hashes> => hashesBy(await readInstallation(db));

/** The keyed hashes by the key that was read with something else. */
export function hashesBy({
  hashKey,
  householdKey,
}: Pick<typeof installation.$inferSelect, 'hashKey' | 'householdKey'>): Hashes {
  const key = hashKey === null ? householdKey : sealedHashKey.open('true', hashKey);
  if (key === null) throw new Error('the database has no key for its hashes');
  const keys = new Map<Hashed, Buffer>();
  const keyOf = (what: Hashed): Buffer => {
    const known = keys.get(what) ?? deriveKey(key, what);
    keys.set(what, known);
    return known;
  };
  return {
    member: (fiscalCode) => keyedHash(key, fiscalCode),
    of: (what, value) => keyedHash(keyOf(what), value),
  };
}
