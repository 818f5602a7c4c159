import type { Copy } from './plan';

const prefix = 'buoni-spesa.bozza.';

/** Copies that nobody came back for are dropped after a week. */
const keptFor = 7 * 24 * 60 * 60 * 1000;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Where the copies of one section of one person's draft stand. */
export const copyKey = (userId: string, applicationId: string, section: string): string =>
  `${prefix}${userId}.${applicationId}.${section}`;

/** The device's storage, or null where it is switched off. */
export function deviceStore(): Store | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The copy under a key; null where there is none, or none that can be read. */
export function readCopy(store: Store | null, key: string): Copy | null {
  try {
    const copy = JSON.parse(store?.getItem(key) ?? 'null') as Copy | null;
    return copy && typeof copy.at === 'number' && copy.base && copy.typed && Array.isArray(copy.sent)
      ? copy
      : null;
  } catch {
    return null;
  }
}

/** Writes a copy. Answers whether it stands there: the storage may be switched off or full. */
export function writeCopy(store: Store | null, key: string, copy: Copy): boolean {
  try {
    store?.setItem(key, JSON.stringify(copy));
    return store !== null;
  } catch {
    return false;
  }
}

/** Removes a copy; with `by`, only if that page wrote it: another tab's is its own. */
export function dropCopy(store: Store | null, key: string, by?: string): void {
  if (by === undefined || readCopy(store, key)?.by === by) store?.removeItem(key);
}

/** Leaves on the device only the copies of this person, none older than a week; of nobody for null. */
export function sweepCopies(store: Store | null, userId: string | null, now: number): void {
  if (store === null) return;
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  for (const key of keys.filter((each) => each.startsWith(prefix))) {
    const copy = userId !== null && key.startsWith(`${prefix}${userId}.`) ? readCopy(store, key) : null;
    if (copy === null || now - copy.at > keptFor) store.removeItem(key);
  }
}
