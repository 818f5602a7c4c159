import { validate } from 'uuid';

/** A page of a merchant's area, the same for the office and for the manager. */
export type Part =
  | { kind: 'overview' }
  | { kind: 'new-shop' }
  | { kind: 'shop'; id: string }
  | { kind: 'edit-shop'; id: string }
  | { kind: 'till'; id: string }
  | { kind: 'new-person' }
  | { kind: 'person'; id: string }
  | { kind: 'account' };

/** The page that the rest of an address names, or null. */
export function readPart(path: readonly string[] = []): Part | null {
  const [section, id = '', more] = path;
  if (section === undefined) return { kind: 'overview' };
  if (section === 'conto' && path.length === 1) return { kind: 'account' };
  if (section === 'negozi' && id === 'nuovo' && path.length === 2) return { kind: 'new-shop' };
  if (section === 'persone' && id === 'nuova' && path.length === 2) return { kind: 'new-person' };
  if (!validate(id)) return null;
  if (section === 'negozi' && more === 'modifica' && path.length === 3) return { kind: 'edit-shop', id };
  if (path.length !== 2) return null;
  if (section === 'negozi') return { kind: 'shop', id };
  if (section === 'casse') return { kind: 'till', id };
  return section === 'persone' ? { kind: 'person', id } : null;
}

/** What has just been done, told on the page one returns to. */
export const doneWords = [
  'registered',
  'accepted',
  'refused',
  'suspended',
  'resumed',
  'ended',
  'prolonged',
  'edited',
  'account-changed',
  'shop-opened',
  'shop-changed',
  'shop-closed',
  'shop-reopened',
  'till-added',
  'till-renamed',
  'till-stopped',
  'till-restarted',
  'key-revoked',
  'cashier-moved',
  'cashier-suspended',
  'cashier-resumed',
] as const;

export type DoneWord = (typeof doneWords)[number];
