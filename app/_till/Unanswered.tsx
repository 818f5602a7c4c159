'use client';

import { useEffect, useRef } from 'react';
import { Icon } from '@/app/_ui/Icon';
import { askAgain } from './ask';
import { useTillTexts } from './texts';
import type { Recording } from './use-recording';

type Props = { recording: Exclude<Recording, { phase: 'none' }>; onDismiss: () => void };

/** In place of the form while a spend is on its way: nobody may believe that it was, or was not, recorded. */
export function Unanswered({ recording: { phase, amount }, onDismiss }: Props) {
  const texts = useTillTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [phase]);
  const withAmount = (words: string) => words.replace('{amount}', `${amount} €`);
  switch (phase) {
    case 'sending':
      return (
        <p ref={box} className="till-sending" role="status" tabIndex={-1}>
          {amount === '' ? texts.recordingNone : withAmount(texts.recording)}
        </p>
      );
    case 'unknown':
      return (
        <>
          <div ref={box} className="verdict verdict-screen verdict-unknown" role="alert" tabIndex={-1}>
            <h2>
              <Icon name="warning-circle" size="lg" />
              {texts.unknown}
            </h2>
            {amount !== '' && <p className="verdict-amount">{withAmount(texts.unknownAmount)}</p>}
            <p>{texts.unknownAsking}</p>
          </div>
          <div className="actions">
            <button type="button" className="btn btn-primary" onClick={askAgain}>
              {texts.askAgain}
            </button>
          </div>
        </>
      );
    case 'lost':
      return (
        <>
          <div ref={box} className="verdict verdict-screen verdict-no" role="alert" tabIndex={-1}>
            <h2>
              <Icon name="close-circle" size="lg" />
              {amount === '' ? texts.notRecorded : withAmount(texts.lost)}
            </h2>
            <p>{texts.lostText}</p>
          </div>
          <div className="actions">
            <button type="button" className="btn btn-primary" onClick={onDismiss}>
              {texts.other}
            </button>
          </div>
        </>
      );
  }
}
