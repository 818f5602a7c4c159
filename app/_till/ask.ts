/** How long an answer is awaited before it is asked for again; a till on a slow network takes less. */
const patienceMs = 8_000;

/** What a person presses to be answered at once. */
const askNow = 'cassa:chiedi';

export const askAgain = (): boolean => window.dispatchEvent(new Event(askNow));

/**
 * Posts a form until it is answered: on a lost answer again, with the same body, when the network comes back or after a
 * little while. Only for what may be sent any number of times.
 *
 * @param onSilence an answer was lost, or the server could not give one
 * @returns the answer; never settles once it was aborted, or where the page leaves because the session has ended
 */
export async function askUntilAnswered<T>(
  path: string,
  form: FormData,
  { signal, onSilence }: { signal: AbortSignal; onSilence: () => void },
): Promise<T> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const answer = await ask(path, form);
    if (signal.aborted) break;
    if (answer?.ok) {
      // A body cut off in the middle is an answer that was lost.
      const body = await (answer.json() as Promise<T>).catch(() => null);
      if (body !== null) return body;
    } else if (answer && answer.status < 500 && answer.status !== 429) {
      // Not theirs to ask any more: the page says who they are, and then what became of it.
      window.location.assign('/esercente');
      break;
    }
    onSilence();
    await wait(Math.min(1_000 * 2 ** attempt, 5_000), signal);
  }
  return new Promise(() => undefined);
}

const ask = (path: string, body: FormData): Promise<Response | null> =>
  fetch(path, { method: 'POST', body, signal: AbortSignal.timeout(patienceMs) }).catch(() => null);

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const done = () => {
      over.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    for (const wake of ['online', askNow]) window.addEventListener(wake, done, { signal: over.signal });
    signal.addEventListener('abort', done, { signal: over.signal });
  });
}
