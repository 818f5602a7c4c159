import type { Transport } from './transport';

/** How a file on its way stands. */
export type SendingState =
  | 'queued'
  | 'sending'
  /** The line is down; it goes on by itself. */
  | 'offline'
  /** The server does not answer; the person may try again. */
  | 'stuck'
  /** The access has ended; nothing is lost, the person may try again after signing in. */
  | 'expired'
  | 'refused'
  | 'sent';

/** A file on its way to an application. */
export interface Sending {
  key: number;
  applicationId: string;
  /** Known once the server has heard of it. */
  attachmentId: string | null;
  kind: string;
  name: string;
  percent: number;
  state: SendingState;
  /** Code of the refusal, e.g. `too-large`. */
  refusal: string | null;
}

export interface FileToSend {
  applicationId: string;
  kind: string;
  name: string;
  /** What is sent of it: the file, or the photograph made smaller. */
  content: Promise<Blob>;
  /** Of an upload that was broken off and now goes on. */
  attachmentId: string | null;
}

/**
 * The files on their way, outside any page: walking on to the next step does not stop them, and coming back finds
 * them where they are. Gone with the window; the server keeps what has arrived.
 */
let sendings: readonly Sending[] = [];
const files = new Map<number, { file: FileToSend; transport?: Transport }>();
const listeners = new Set<() => void>();
let lastKey = 0;
/** One file after the other: a phone's line is narrow. */
let queue: Promise<void> = Promise.resolve();

export const currentSendings = (): readonly Sending[] => sendings;

export function listenToSendings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sends a file once those before it are done. */
export function sendFile(file: FileToSend): void {
  const { content: _, ...named } = file;
  const key = ++lastKey;
  files.set(key, { file });
  publish([...sendings, { ...named, key, percent: 0, refusal: null, state: 'queued' }]);
  queue = queue.then(() => run(key));
}

/** Goes on with a file that stopped. */
export function retrySending(key: number): void {
  const transport = files.get(key)?.transport;
  change(key, { state: transport ? 'sending' : 'queued' });
  if (transport) transport.start();
  else queue = queue.then(() => run(key));
}

/** Gives a file up and takes away what has arrived of it. */
export async function cancelSending(key: number): Promise<void> {
  const transport = files.get(key)?.transport;
  forgetSending(key);
  await transport?.cancel();
}

/** Shows a file no longer. */
export function forgetSending(key: number): void {
  files.delete(key);
  publish(sendings.filter((each) => each.key !== key));
}

/** Sends a file up to its end, or to where it needs a person: nobody waits behind that. */
async function run(key: number): Promise<void> {
  try {
    const { transportOf } = await import('./transport');
    const content = await files.get(key)?.file.content;
    const kept = files.get(key);
    if (!kept || !content) return;
    change(key, { state: 'sending' });
    await new Promise<void>((resolve) => {
      const tell = (news: Partial<Sending>): void => {
        change(key, news);
        if (news.state !== undefined && news.state !== 'sending' && news.state !== 'offline') resolve();
      };
      kept.transport = transportOf(content, kept.file, { tell, end: resolve });
      kept.transport.start();
    });
  } catch {
    // The code that sends did not load: the line again.
    change(key, { state: 'stuck' });
  }
}

function change(key: number, news: Partial<Sending>): void {
  publish(sendings.map((each) => (each.key === key ? { ...each, ...news } : each)));
}

function publish(next: readonly Sending[]): void {
  sendings = next;
  for (const listener of listeners) listener();
}
