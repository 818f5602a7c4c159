'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';

/** A document of the list; `verdict` says what became of it, or is null while it is being checked. */
export type Watched = { id: string; verdict: string | null };

type Props = {
  applicationId: string;
  files: readonly Watched[];
  texts: { checking: string; long: string; refresh: string };
};

const everyMs = 1_000;
/** After a minute the person is no longer kept waiting. */
const attempts = 60;

/**
 * Draws the page again as soon as a check ends, and says what came of it. Without scripts, or when it takes long, the
 * person does it by a link.
 */
export function InspectionWatch({ applicationId, files, texts }: Props) {
  const { refresh } = useRouter();
  const [asking, setAsking] = useState<'not yet' | 'now' | 'no more'>('not yet');
  const [said, setSaid] = useState('');
  const known = useRef(new Map<string, string | null>());
  useEffect(() => {
    for (const { id, verdict } of files) {
      if (verdict !== null && known.current.get(id) === null) setSaid(verdict);
      known.current.set(id, verdict);
    }
  }, [files]);

  const pending = files.filter(({ verdict }) => verdict === null).map(({ id }) => id);
  const watched = pending.join();
  useEffect(() => {
    if (watched === '') return;
    const stop = new AbortController();
    setAsking('now');
    void ask(applicationId, watched.split(','), stop.signal).then((isOver) => {
      if (stop.signal.aborted) return;
      if (isOver) refresh();
      else setAsking('no more');
    });
    return () => stop.abort();
  }, [applicationId, watched, refresh]);

  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {pending.length > 0 && (
        <p className="attachment-check">
          {asking === 'no more' ? texts.long : texts.checking}{' '}
          {asking !== 'now' && <a href={`/domande/${applicationId}/allegati`}>{texts.refresh}</a>}
        </p>
      )}
    </>
  );
}

/** Asks how the checks stand until one is over; answers false when the patience is. */
async function ask(applicationId: string, pending: string[], signal: AbortSignal): Promise<boolean> {
  for (let attempt = 0; attempt < attempts && !signal.aborted; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    try {
      const answer = await fetch(`/api/v1/applications/${applicationId}/attachments`, { signal });
      if (!answer.ok) continue;
      const list = (await answer.json()) as { id: string; status: string }[];
      const isWaiting = (id: string): boolean =>
        list.some((each) => each.id === id && each.status === 'in controllo');
      if (!pending.every(isWaiting)) return true;
    } catch {
      // No answer: asked again.
    }
  }
  return false;
}
