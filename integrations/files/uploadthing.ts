import { UTApi, UTFile } from 'uploadthing/server';
import type { StoreKey } from '../../domain/attachment/keeping';
import { retryAfter } from '../retry-after';
import { FileGone, StoreBusy, type FileStore } from './port';

export interface UploadThingAccount {
  /** Of the application, as UploadThing's dashboard shows it. */
  token: string;
  /** A stand-in that speaks for all of the service's addresses; null for the service itself. */
  url: string | null;
  patienceMs?: number;
}

/** No answer is waited for longer; the longest file takes some seconds. */
const patience = 20_000;

/** How long the address of a file, which only this process sees, is good for. */
const addressSeconds = 60;

/**
 * UploadThing, through its own SDK. Files are private there: they are read by an address that is signed for a minute, by this
 * process alone. Our id goes with a file as its custom id, by which a second try finds what the first has left, and by which it
 * is taken away; neither its name nor whose it is is told.
 */
export function uploadThingStore(account: UploadThingAccount): FileStore {
  const { patienceMs = patience } = account;

  /** One piece of work over a line of its own, so that its fault is told and not the SDK's, which repeats addresses. */
  async function over<T>(work: (api: UTApi, line: Line) => Promise<T>): Promise<T> {
    const line = new Line(patienceMs);
    const api = new UTApi({ ...optionsOf(account), fetch: (input, init) => line.fetch(input, init) });
    try {
      return await work(api, line);
    } catch (fault) {
      throw line.fault ?? ours(fault);
    }
  }

  const keysOf = (id: string): Promise<string[]> =>
    over(async (api) => {
      const { data } = await api.getFileUrls(id, { keyType: 'customId' });
      return data.map(({ key }) => key);
    });

  const read = (key: string): Promise<Buffer> =>
    over(async (api, line) => {
      const { ufsUrl } = await api.generateSignedURL(key, { expiresIn: addressSeconds });
      const response = await line.fetch(ufsUrl, { redirect: 'error' });
      return Buffer.from(await response.arrayBuffer());
    });

  const remove = (id: string): Promise<void> =>
    over(async (api) => {
      const { success } = await api.deleteFiles(id, { keyType: 'customId' });
      if (!success) throw new Error(senseless);
    });

  /** What an earlier try has left, if it is whole. */
  async function keptBefore(id: string, bytes: Buffer): Promise<string | null> {
    const [key, ...copies] = await keysOf(id);
    if (key === undefined) return null;
    if (copies.length === 0 && (await readIfThere(key))?.equals(bytes)) return key;
    await remove(id);
    return null;
  }

  const readIfThere = (key: string): Promise<Buffer | null> =>
    read(key).catch((fault: unknown) => {
      if (fault instanceof FileGone) return null;
      throw fault;
    });

  return {
    keep: async ({ id, mediaType, bytes }) => {
      const before = await keptBefore(id, bytes);
      if (before !== null) return named(before);
      return over(async (api) => {
        const file = new UTFile([new Uint8Array(bytes)], id, { type: mediaType, customId: id });
        const { data } = await api.uploadFiles(file, { acl: 'private', contentDisposition: 'attachment' });
        if (typeof data?.ufsUrl !== 'string') throw new Error(senseless);
        return named(data.key);
      });
    },
    read: ({ storeKey }) => read((storeKey ?? '').slice(prefix.length)),
    remove,
  };
}

const prefix = 'uploadthing:';
const named = (key: string): StoreKey => `uploadthing:${key}`;

const senseless = 'uploadthing: an answer without sense';

/** The SDK's own words may hold a signed address. */
const ours = (fault: unknown): Error =>
  fault instanceof Error && fault.message.startsWith(prefix) ? fault : new Error(senseless);

const optionsOf = ({ token, url }: UploadThingAccount) => ({
  token,
  logLevel: 'None' as const,
  ...(url !== null && {
    apiUrl: url,
    ingestUrl: url,
    ufsHost: new URL(url).host,
    ufsAppIdLocation: 'path' as const,
  }),
});

/** The line to the service: every answer is judged before the SDK sees it, and its fault remembered. */
class Line {
  fault: Error | null = null;

  constructor(private readonly patienceMs: number) {}

  async fetch(...[input, init]: Parameters<typeof globalThis.fetch>): Promise<Response> {
    const signals = [AbortSignal.timeout(this.patienceMs), ...(init?.signal ? [init.signal] : [])];
    const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) }).catch(() => {
      throw (this.fault = new Error('uploadthing: no answer'));
    });
    this.fault = faultOf(response);
    if (this.fault !== null) throw this.fault;
    return response;
  }
}

function faultOf({ ok, status, headers }: Response): Error | null {
  if (ok) return null;
  const words = `uploadthing: ${status}`;
  const wait = retryAfter(headers.get('retry-after'));
  if (status === 429 || wait !== null) return new StoreBusy(words, wait);
  return status === 404 ? new FileGone(words) : new Error(words);
}
