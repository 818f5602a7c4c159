'use client';

import { useEffect, useId, useSyncExternalStore, type ReactNode } from 'react';
import type { Interrupted } from './chosen';
import { InterruptedUpload } from './InterruptedUpload';
import { SendingRow } from './SendingRow';
import { cancelSending, currentSendings, forgetSending, listenToSendings, type Sending } from './sendings';
import type { UploadTexts } from './texts';
import { useAnnouncement } from './use-announcement';
import { useReload } from './use-reload';

type Props = {
  applicationId: string;
  kinds: readonly { value: string; label: string }[];
  interrupted: readonly Interrupted[];
  /** The way to take each interrupted one away, by its id. */
  removals: Record<string, ReactNode>;
  /** What the list of documents shows already. */
  listed: readonly string[];
  texts: UploadTexts;
};

const nothing: readonly Sending[] = [];

/** What is on its way: the files this window sends, and those that stopped earlier or elsewhere. */
export function Arrivals({ applicationId, kinds, interrupted, removals, listed, texts }: Props) {
  const heading = useId();
  const all = useSyncExternalStore(listenToSendings, currentSendings, () => nothing);
  const mine = all.filter((each) => each.applicationId === applicationId);
  const said = useAnnouncement(mine, texts);
  const reload = useReload(applicationId);
  const arrived = mine.filter(({ state }) => state === 'sent');
  const arrivedCount = arrived.length;
  useEffect(() => {
    if (arrivedCount > 0) reload();
  }, [arrivedCount, reload]);
  useEffect(() => {
    for (const { key, attachmentId } of arrived) {
      if (attachmentId !== null && listed.includes(attachmentId)) forgetSending(key);
    }
  });
  useWarning(mine.some(({ state }) => state === 'sending' || state === 'queued' || state === 'offline'));

  const stopped = interrupted.filter(({ id }) => !mine.some(({ attachmentId }) => attachmentId === id));
  const kindOf = (kind: string): string => kinds.find(({ value }) => value === kind)?.label ?? kind;
  const isEmpty = mine.length === 0 && stopped.length === 0;
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {!isEmpty && (
        <section aria-labelledby={heading}>
          <h2 id={heading}>{texts.arrivals}</h2>
          <ul className="attachment-list">
            {mine.map((sending) => (
              <li key={sending.key}>
                <SendingRow
                  sending={sending}
                  kind={kindOf(sending.kind)}
                  onCancel={() => void cancelSending(sending.key).then(reload)}
                  texts={texts}
                />
              </li>
            ))}
            {stopped.map((upload) => (
              <li key={upload.id}>
                <InterruptedUpload
                  applicationId={applicationId}
                  upload={upload}
                  kind={kindOf(upload.kind)}
                  texts={texts}
                />
                {removals[upload.id]}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Leaving the site stops what is being sent: the browser asks. */
function useWarning(isSending: boolean): void {
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isSending]);
}
