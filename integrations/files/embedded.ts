import { FileGone, type FileStore } from './port';

/** What our own database does for files, by their ids. */
export interface OwnContents {
  keep: (id: string, bytes: Buffer) => Promise<void>;
  read: (id: string) => Promise<Buffer | null>;
  remove: (id: string) => Promise<void>;
}

/** The embedded store: our own PostgreSQL, with its transactions and its backups. Good for a municipality's documents. */
export const embeddedStore = (contents: OwnContents): FileStore => ({
  keep: async ({ id, bytes }) => {
    await contents.keep(id, bytes);
    return null;
  },
  read: async ({ id }) => {
    const bytes = await contents.read(id);
    if (bytes === null) throw new FileGone('embedded: no such file');
    return bytes;
  },
  remove: contents.remove,
});
