import { Upload, type DetailedError } from 'tus-js-client';
import type { FileToSend, Sending } from './sendings';

/** What carries one file to the server. */
export interface Transport {
  /** Begins, or goes on from where the server says it is. */
  start: () => void;
  /** Stops for good and takes away what has arrived. */
  cancel: () => Promise<void>;
}

interface Listener {
  tell: (news: Partial<Sending>) => void;
  /** Nothing more will be told. */
  end: () => void;
}

/** Small enough for a narrow line to get one through; what is lost with a drop is at most one. */
const chunkBytes = 512 * 1024;
/** Pauses between attempts, in milliseconds; counted anew whenever something arrives. */
const retryDelays = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
/** A line can go dead without a word. */
const silenceMs = 30_000;

/** Sends a file in parts by the tus protocol, through drops of the line. */
export function transportOf(content: Blob, file: FileToSend, { tell, end }: Listener): Transport {
  const path = `/api/v1/applications/${file.applicationId}/attachments`;
  // The protocol's client wants a whole address to resolve others against.
  const endpoint = new URL(path, window.location.href).href;
  let watch: ReturnType<typeof setTimeout> | undefined;

  const upload = new Upload(content, {
    endpoint,
    uploadUrl: file.attachmentId === null ? null : `${endpoint}/${file.attachmentId}`,
    metadata: { kind: file.kind, filename: file.name },
    chunkSize: chunkBytes,
    retryDelays,
    // The server knows what is unfinished: nothing of it is left on a device that others may use.
    storeFingerprintForResuming: false,
    onShouldRetry: (error) => navigator.onLine && isPassing(error),
    onUploadUrlAvailable: () => {
      // Kept apart: an answer like "signed out" makes the client forget it and begin anew.
      upload.options.uploadUrl = upload.url;
      tell({ attachmentId: upload.url?.split('/').at(-1) ?? null });
    },
    onProgress: (sent, total) => {
      listen();
      tell({ percent: Math.floor((sent / total) * 100) });
    },
    onSuccess: () => {
      clearTimeout(watch);
      tell({ state: 'sent', percent: 100 });
    },
    onError: (error) => {
      clearTimeout(watch);
      tell(newsOf(error));
      if (isPassing(error)) window.addEventListener('online', start, { once: true });
    },
  });

  function listen(): void {
    clearTimeout(watch);
    watch = setTimeout(() => void upload.abort().then(start), silenceMs);
  }

  function start(): void {
    window.removeEventListener('online', start);
    tell({ state: 'sending' });
    listen();
    upload.start();
  }

  return {
    start,
    cancel: async () => {
      clearTimeout(watch);
      window.removeEventListener('online', start);
      end();
      // Out of reach, the server takes it away itself after a day.
      await upload.abort(true).catch(() => undefined);
    },
  };
}

interface Problem {
  code?: string;
  errors?: { code: string }[];
}

/** Whether the same call may well succeed later: no answer, or one that speaks of the server's own troubles. */
function isPassing(error: Error | DetailedError): boolean {
  const status = statusOf(error);
  // A part out of step is sent again from where the server says; a draft that was sent takes no more.
  if (status === 409) return problemOf(error).code !== 'not-editable';
  return status === 0 || status >= 500 || [408, 423, 425, 429].includes(status);
}

/** How a file stands after a fault. */
function newsOf(error: Error | DetailedError): Partial<Sending> {
  if (isPassing(error)) return { state: navigator.onLine ? 'stuck' : 'offline' };
  if ([401, 403].includes(statusOf(error))) return { state: 'expired' };
  const { code = 'interrupted', errors } = problemOf(error);
  return { state: 'refused', refusal: errors?.[0]?.code.replace('attachment-', '') ?? code };
}

const responseOf = (error: Error | DetailedError) =>
  'originalResponse' in error ? error.originalResponse : null;

const statusOf = (error: Error | DetailedError): number => responseOf(error)?.getStatus() ?? 0;

function problemOf(error: Error | DetailedError): Problem {
  try {
    return JSON.parse(responseOf(error)?.getBody() ?? '') as Problem;
  } catch {
    return {};
  }
}
