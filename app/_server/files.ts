import { getTranslations } from 'next-intl/server';
import { ownContents } from '@/commands/file/contents';
import { environment } from '@/env';
import { filesFor } from '@/integrations/files/choose';
import { StoreBusy, type FileStore, type KeptFile } from '@/integrations/files/port';
import { database } from './database';
import { fileResponse } from './file-response';
import { plainPage } from './plain-page';
import { problem, problemStatuses } from './problem';

let store: Promise<FileStore> | undefined;

/** The store of files of this process, the same as the worker's. */
const files = (): Promise<FileStore> => (store ??= filesFor(environment(), ownContents(database())));

/** When to come back where the store does not say. */
const comeBackSeconds = 60;

/**
 * The clean copy of a file, for whom the caller has proved that they may read it: it is fetched by this process, and the
 * browser never learns where it lies. Where the store does not answer, 503 says that nothing is lost and when to come back.
 */
export async function storedFileResponse(
  request: Request,
  file: KeptFile & Pick<Parameters<typeof fileResponse>[1], 'fileName' | 'mediaType'>,
): Promise<Response> {
  let bytes: Buffer;
  try {
    bytes = await (await files()).read(file);
  } catch (fault) {
    const wait = fault instanceof StoreBusy ? fault.retryAfterMs : null;
    const seconds = wait === null ? comeBackSeconds : Math.ceil(wait / 1000);
    return unavailable(request, { 'Retry-After': String(seconds) });
  }
  return fileResponse(request, { ...file, bytes });
}

/** People read a page, machines a problem. */
async function unavailable(request: Request, headers: Record<string, string>): Promise<Response> {
  if (!request.headers.get('accept')?.includes('text/html')) return problem('file-unavailable', {}, headers);
  const t = await getTranslations('messageDesk.file');
  const words = { title: t('title'), text: t('text') };
  return plainPage(words, problemStatuses['file-unavailable'], headers);
}
