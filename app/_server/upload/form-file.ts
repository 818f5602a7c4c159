import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import busboy from 'busboy';

/** One file sent by a form, as it streams in, with the kind chosen before it. */
export interface SentFile {
  kind: string;
  fileName: string;
  content: AsyncIterable<Buffer>;
}

/** The form was not one, or broke off: nothing that came in counts. */
export class BrokenForm extends Error {}

/** The form has few fields; what else there is, somebody else put there. */
const limits = { files: 1, fields: 5, fieldSize: 200, parts: 10 };

/** What a form says besides its file. */
export interface FormWords {
  /** Filled as they come in; all of them are there once `take` has ended. */
  fields: Map<string, string>;
  /** The longest one, in bytes. */
  fieldSize: number;
}

/**
 * Hands the file of a posted form (fields `kind`, then `file`) to `take` while it streams in, or null where none was
 * chosen. What `take` leaves unread is read and dropped, so that the browser comes to hear the answer.
 *
 * Throws `BrokenForm` after `take` has ended.
 */
export function withSentFile<T>(
  request: Request,
  take: (file: SentFile | null) => Promise<T>,
  words: FormWords = { fields: new Map(), fieldSize: limits.fieldSize },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const form = formOf(request, words.fieldSize);
    let kind = '';
    let taken: Promise<T> | null = null;
    form.on('field', (name, value) => {
      words.fields.set(name, value);
      if (name === 'kind') kind = value;
    });
    form.on('file', (name, stream, { filename }) => {
      // A stream that ends in a fault tells it to `take`; unheard here, it would end the process.
      stream.on('error', () => undefined);
      if (name !== 'file' || !filename || taken) return void stream.resume();
      const content = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      taken = take({ kind, fileName: filename, content }).finally(() => stream.resume());
      taken.catch(() => undefined);
    });
    let fault: unknown = null;
    form.on('error', (error) => (fault = error));
    form.on('close', () => {
      if (fault === null) return resolve(taken ?? take(null));
      const broken = (): void => reject(new BrokenForm('the form broke off', { cause: fault }));
      (taken ?? Promise.resolve()).then(broken, broken);
    });
    const source = Readable.fromWeb((request.body ?? new ReadableStream()) as NodeStream);
    source.on('error', (error) => form.destroy(error));
    source.pipe(form);
  });
}

function formOf(request: Request, fieldSize: number): busboy.Busboy {
  const headers = Object.fromEntries(request.headers);
  try {
    return busboy({ headers, defParamCharset: 'utf8', limits: { ...limits, fieldSize } });
  } catch (fault) {
    throw new BrokenForm('not a form with a file', { cause: fault });
  }
}
