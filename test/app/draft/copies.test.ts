import { describe, expect, test } from 'vitest';
import {
  copyKey,
  dropCopy,
  readCopy,
  sweepCopies,
  writeCopy,
} from '../../../app/domande/[id]/_draft/autosave/copies';
import type { Copy } from '../../../app/domande/[id]/_draft/autosave/plan';

const day = 24 * 60 * 60 * 1000;
const copy: Copy = { base: {}, sent: [], typed: { a: 'x' }, at: 100 * day, by: 'this page' };

/** A browser's storage, as long as it lasts. */
function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('the copies on a device', () => {
  test('come back as they were written; what is no copy counts as none', () => {
    const store = storage();
    expect(writeCopy(store, 'k', copy)).toBe(true);
    expect(readCopy(store, 'k')).toEqual(copy);
    for (const text of ['', '{', 'null', '7', '{}', '{"at":1}']) {
      store.setItem('k', text);
      expect(readCopy(store, 'k')).toBeNull();
    }
  });

  test('are done without where the storage is off or full', () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(writeCopy(full, 'k', copy)).toBe(false);
    expect(writeCopy(null, 'k', copy)).toBe(false);
    expect(readCopy(null, 'k')).toBeNull();
    expect(() => sweepCopies(null, 'anna', 0)).not.toThrow();
  });

  test('of another tab are left to it', () => {
    const store = storage();
    writeCopy(store, 'k', copy);
    dropCopy(store, 'k', 'another page');
    expect(readCopy(store, 'k')).toEqual(copy);
    dropCopy(store, 'k', 'this page');
    expect(readCopy(store, 'k')).toBeNull();
  });

  test('of others and of long ago are swept when somebody comes, all when they leave, and nothing else', () => {
    const store = storage();
    const [mine, old, hers] = [
      copyKey('io', 'd', 'need'),
      copyKey('io', 'd', 'isee'),
      copyKey('lei', 'd', 'need'),
    ];
    writeCopy(store, mine, copy);
    writeCopy(store, old, { ...copy, at: 90 * day });
    writeCopy(store, hers, copy);
    store.setItem('theme', 'dark');
    sweepCopies(store, 'io', 101 * day);
    expect([...store.kept.keys()]).toEqual([mine, 'theme']);
    sweepCopies(store, null, 101 * day);
    expect([...store.kept.keys()]).toEqual(['theme']);
  });
});
