import { UnopenedError } from '../../keys/keyring';
import { keyring } from '../../keys/own';

declare const content: unique symbol;

/**
 * A value as its column keeps it: sealed by a key outside the database, bound to its table, column and row. The type
 * keeps plain values out of such a column, and keeps what comes from it from being read before it is opened.
 */
export interface Sealed<T> {
  readonly [content]: T;
}

type SealedAs<T, V> = V extends null ? null : Sealed<T>;

/** A column whose values are sealed; null stays null. */
export interface SealedColumn<T> {
  readonly table: string;
  readonly column: string;
  /** The columns that name a row; their values, joined by `/`, are what a value is bound to. */
  readonly key: readonly string[];
  readonly form: StoredForm;
  seal<V extends T | null>(row: string, value: V): SealedAs<T, V>;
  /** Opens a value; one that was written before values were sealed is read as it is. Throws an `UnopenedError`. */
  open<V extends Sealed<T> | null>(row: string, stored: V): T | Extract<V, null>;
}

/** How a kind of column keeps a sealed value, and what it is under it. */
interface StoredForm {
  /** Whether a value may be a whole file. */
  holdsFiles: boolean;
  /** Null where the value is not sealed. */
  keyOf: (stored: unknown) => string | null;
  /** What of a value stands in clear beside it; null in a kind of column where nothing does. */
  legible: ((stored: unknown) => object) | null;
  /** The SQL condition that a column is sealed by a key: with the column's name and the key's id. */
  isUnder: (column: string, keyId: string) => string;
}

/** Beginning of sealed text and, without the name, of what stands under `sealed` in a document: `sealed:k1:…`. */
const mark = 'sealed:';

/** Beginning of sealed bytes: the mark, the length of the key's id, the id. */
const byteMark = Buffer.from('BSE1', 'latin1');

type Place = Pick<SealedColumn<unknown>, 'table' | 'column' | 'key'>;

const boundTo = ({ table, column }: Place, row: string): string => `${table}\n${column}\n${row}`;

function sealText(place: Place, row: string, plain: string): string {
  const ring = keyring();
  const sealed = ring.seal('column', Buffer.from(plain, 'utf8'), boundTo(place, row));
  return `${ring.current}:${sealed.toString('base64')}`;
}

function openText(place: Place, row: string, sealed: string): string {
  const at = sealed.indexOf(':');
  const bytes = Buffer.from(sealed.slice(at + 1), 'base64');
  return keyring().open('column', sealed.slice(0, at), bytes, boundTo(place, row)).toString('utf8');
}

const column = <T>(
  place: Place,
  form: StoredForm,
  seal: (row: string, value: T) => unknown,
  open: (row: string, stored: unknown) => T,
): SealedColumn<T> => ({
  ...place,
  form,
  seal: <V extends T | null>(row: string, value: V) =>
    (value === null ? null : seal(row, value)) as SealedAs<T, V>,
  open: <V extends Sealed<T> | null>(row: string, stored: V) =>
    (stored === null ? null : open(row, stored)) as T | Extract<V, null>,
});

const documentForm: StoredForm = {
  holdsFiles: false,
  keyOf: (stored) => keyOfText((stored as { sealed?: unknown }).sealed),
  legible: (stored) => ({ ...(stored as object), sealed: null }),
  isUnder: (name, keyId) => `starts_with(coalesce(${name} ->> 'sealed', ''), '${keyId}:')`,
};

/**
 * A column of JSON documents. The whole document is sealed; beside it stands in clear what the database itself looks for.
 *
 * @param inClear what stays legible for the database; it is never read back
 */
export const sealedDocument = <T extends object>(
  place: Place,
  inClear: (value: T) => object = () => ({}),
): SealedColumn<T> =>
  column<T>(
    place,
    documentForm,
    (row, value) => ({ ...inClear(value), sealed: sealText(place, row, JSON.stringify(value)) }),
    (row, stored) => {
      const { sealed } = stored as { sealed?: unknown };
      return (typeof sealed === 'string' ? JSON.parse(openText(place, row, sealed)) : stored) as T;
    },
  );

const textForm: StoredForm = {
  holdsFiles: false,
  keyOf: (stored) => (isMarked(stored) ? keyOfText(stored.slice(mark.length)) : null),
  legible: null,
  isUnder: (name, keyId) => `starts_with(${name}, '${mark}${keyId}:')`,
};

/** A column of text. */
export const sealedText = (place: Place): SealedColumn<string> =>
  column<string>(
    place,
    textForm,
    (row, value) => mark + sealText(place, row, value),
    (row, stored) =>
      isMarked(stored) ? openText(place, row, stored.slice(mark.length)) : (stored as string),
  );

const bytesForm: StoredForm = {
  holdsFiles: true,
  keyOf: (stored) => splitBytes(stored as Buffer)?.keyId ?? null,
  legible: null,
  isUnder: (name, keyId) => {
    const prefix = prefixOf(keyId);
    return `substring(${name} from 1 for ${prefix.length}) = '\\x${prefix.toString('hex')}'::bytea`;
  },
};

/** A column of bytes. */
export const sealedBytes = (place: Place): SealedColumn<Buffer> =>
  column<Buffer>(
    place,
    bytesForm,
    (row, value) => {
      const ring = keyring();
      return Buffer.concat([prefixOf(ring.current), ring.seal('column', value, boundTo(place, row))]);
    },
    (row, stored) => {
      const split = splitBytes(stored as Buffer);
      if (!split) return stored as Buffer;
      return keyring().open('column', split.keyId, split.sealed, boundTo(place, row));
    },
  );

const isMarked = (stored: unknown): stored is string => typeof stored === 'string' && stored.startsWith(mark);

const keyOfText = (sealed: unknown): string | null =>
  typeof sealed === 'string' ? sealed.slice(0, Math.max(0, sealed.indexOf(':'))) : null;

const prefixOf = (keyId: string): Buffer =>
  Buffer.concat([byteMark, Buffer.from([keyId.length]), Buffer.from(keyId, 'latin1')]);

function splitBytes(stored: Buffer): { keyId: string; sealed: Buffer } | null {
  if (stored.length < 6 || !stored.subarray(0, 4).equals(byteMark)) return null;
  const start = 5 + (stored[4] ?? 0);
  if (start > stored.length) throw new UnopenedError('it is too short');
  return { keyId: stored.subarray(5, start).toString('latin1'), sealed: stored.subarray(start) };
}
