import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { UnopenedError } from '../../keys/keyring';
import { keyring } from '../../keys/own';
import { Problem } from '../stack/problem';

/** What a backup says of itself: the moment it holds, and the schema it holds it in. */
export interface Head {
  /** The database's time at which it was taken. */
  at: string;
  epoch: string;
  /** Names of the migrations that had run, in their order. */
  migrations: string[];
}

/** A piece of a backup: its head, each table with its rows as PostgreSQL's COPY writes them, and how many there were. */
export type Piece =
  | { kind: 'head'; head: Head }
  | { kind: 'table'; table: string; columns: string[] }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'end'; rows: Record<string, number> };

const magic = 'buoni-spesa-backup-1';
const longestPiece = 64 * 1024 * 1024;

/**
 * Writes a backup: a line in clear with the id of the key, then pieces, each compressed and sealed by the first of
 * `ENCRYPTION_KEYS` and bound to its place in this very file. The file appears under its name, readable by its owner only,
 * once it is whole and on the disk. Throws a `Problem` where there is a file already.
 */
export async function writeArchive(file: string, pieces: AsyncIterable<Piece>): Promise<void> {
  const draft = `${file}.draft`;
  const target = await open(draft, 'w', 0o600).catch(unusable);
  try {
    const ring = keyring();
    const id = randomUUID();
    await target.write(`${magic} ${ring.current} ${id}\n`);
    let place = 0;
    for await (const piece of pieces) {
      const sealed = ring.seal('backup', gzipSync(packed(piece), { level: 3 }), `${id}/${place++}`);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(sealed.length);
      await target.writev([length, sealed]);
    }
    await target.sync();
    await target.close();
    await rename(draft, file);
  } catch (fault) {
    await target.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw fault;
  }
}

/**
 * Reads a backup piece by piece. Throws a `Problem` where it is none, was cut short or changed, or is sealed by a key that
 * is not in `ENCRYPTION_KEYS`.
 */
export async function* readArchive(file: string): AsyncGenerator<Piece> {
  const source = await open(file, 'r').catch(unusable);
  try {
    const [name, keyId = '', id = ''] = (await readLine(source)).split(' ');
    if (name !== magic) throw new Problem(`${file} is not a backup of Buoni Spesa.`);
    for (let place = 0; ; place++) {
      const length = (await take(source, 4)).readUInt32BE();
      if (length > longestPiece) throw new UnopenedError('it was changed');
      const sealed = await take(source, length);
      const piece = unpacked(gunzipSync(keyring().open('backup', keyId, sealed, `${id}/${place}`)));
      yield piece;
      if (piece.kind === 'end') return;
    }
  } catch (fault) {
    if (!(fault instanceof UnopenedError)) throw fault;
    throw new Problem(`${file} cannot be read: ${fault.message}.`);
  } finally {
    await source.close();
  }
}

function packed(piece: Piece): Buffer {
  return piece.kind === 'rows'
    ? Buffer.concat([Buffer.from('r'), piece.bytes])
    : Buffer.from(`j${JSON.stringify(piece)}`);
}

function unpacked(bytes: Buffer): Piece {
  if (bytes[0] === 'r'.charCodeAt(0)) return { kind: 'rows', bytes: bytes.subarray(1) };
  return JSON.parse(bytes.subarray(1).toString('utf8')) as Piece;
}

async function take(source: FileHandle, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let read = 0; read < length;) {
    const { bytesRead } = await source.read(bytes, read, length - read);
    if (bytesRead === 0) throw new UnopenedError('it was cut short');
    read += bytesRead;
  }
  return bytes;
}

async function readLine(source: FileHandle): Promise<string> {
  let line = '';
  for (;;) {
    const { bytesRead, buffer } = await source.read(Buffer.alloc(1), 0, 1);
    if (bytesRead === 0 || buffer[0] === 10 || line.length > 100) return line;
    line += String.fromCharCode(buffer[0] ?? 0);
  }
}

function unusable(fault: unknown): never {
  throw new Problem(`The file of the backup cannot be used: ${(fault as Error).message}.`);
}
