'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useScripts } from '@/app/_ui/use-scripts';
import { attachmentStates } from './attachment-states';

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
  const router = useRouter();
  const scripted = useScripts();
  /** The documents for which the patience is over. */
  const [leftAlone, setLeftAlone] = useState('');
  const [said, setSaid] = useState('');
  const known = useRef<Map<string, string | null>>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Map(files.map(({ id, verdict }) => [id, verdict]));
    // What the page began with is no news.
    if (before === null) return;
    const news = files.filter(({ id, verdict }) => verdict !== null && before.get(id) !== verdict);
    if (news.length > 0) setSaid(news.map(({ verdict }) => verdict).join(' '));
  }, [files]);

  const pending = files.filter(({ verdict }) => verdict === null).map(({ id }) => id);
  const watched = pending.join();
  useEffect(() => {
    if (watched === '') return;
    const stop = new AbortController();
    void ask(applicationId, watched.split(','), stop.signal).then((isOver) => {
      if (stop.signal.aborted) return;
      if (isOver) router.refresh();
      else setLeftAlone(watched);
    });
    return () => stop.abort();
  }, [applicationId, watched, router]);

  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {pending.length > 0 && (
        <p className="attachment-check">
          {watched === leftAlone ? texts.long : texts.checking}{' '}
          {(!scripted || watched === leftAlone) && (
            <a href={`/domande/${applicationId}/allegati`}>{texts.refresh}</a>
          )}
        </p>
      )}
    </>
  );
}

/** Asks how the checks stand until one is over; answers false when the patience is. */
async function ask(applicationId: string, pending: string[], signal: AbortSignal): Promise<boolean> {
  for (let attempt = 0; attempt < attempts && !signal.aborted; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const states = await attachmentStates(applicationId, signal);
    if (states && pending.some((id) => states.get(id) !== 'in controllo')) return true;
  }
  return false;
}
