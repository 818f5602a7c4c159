import { createHash } from 'node:crypto';
import { embeddedStore, type OwnContents } from './embedded';
import type { FileStore } from './port';

/** The environment's words on files (`env.ts` has seen to it that what is chosen can be reached). */
interface Chosen {
  FILE_STORE: 'embedded' | 'uploadthing';
  UPLOADTHING_TOKEN?: string | undefined;
  UPLOADTHING_URL?: string | undefined;
}

/**
 * The store of files: new ones go where was chosen, older ones are found where they were put, as long as the environment
 * names that place. The service's SDK is read only where it may be needed.
 */
export async function filesFor(env: Chosen, contents: OwnContents): Promise<FileStore> {
  const own = embeddedStore(contents);
  const service = await serviceOf(env);
  const chosen = env.FILE_STORE === 'embedded' ? own : there(service);
  return checked({
    keep: (file) => chosen.keep(file),
    read: (file) => (file.storeKey === null ? own : there(service)).read(file),
    remove: async (id) => {
      await own.remove(id);
      await service?.remove(id);
    },
  });
}

async function serviceOf(env: Chosen): Promise<FileStore | null> {
  if (env.UPLOADTHING_TOKEN === undefined) return null;
  const { uploadThingStore } = await import('./uploadthing');
  return uploadThingStore({ token: env.UPLOADTHING_TOKEN, url: env.UPLOADTHING_URL ?? null });
}

function there(service: FileStore | null): FileStore {
  if (service === null) throw new Error('uploadthing: UPLOADTHING_TOKEN is not set');
  return service;
}

/** What is read is what was kept, to the byte, where we know it by its hash. */
export const checked = (store: FileStore): FileStore => ({
  ...store,
  read: async (file) => {
    const bytes = await store.read(file);
    if (file.sha256 !== null && !createHash('sha256').update(bytes).digest().equals(file.sha256)) {
      throw new Error('the store gives back something else than it was given');
    }
    return bytes;
  },
});
