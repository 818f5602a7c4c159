'use client';

import { useEffect, useRef, useState } from 'react';
import type { Sending } from './sendings';
import { fill, type UploadTexts } from './texts';

/** What is worth saying of a file on its way: its start, its half, its end, and what holds it up. */
function phaseOf({ state, percent }: Sending): 'silent' | 'start' | 'half' | Sending['state'] {
  if (state === 'queued') return 'silent';
  if (state !== 'sending') return state;
  return percent < 50 ? 'start' : 'half';
}

function sentenceOf(sending: Sending, texts: UploadTexts): string {
  const sentences: Record<ReturnType<typeof phaseOf>, string> = {
    silent: '',
    queued: '',
    start: texts.saidStart,
    sending: texts.saidStart,
    half: texts.saidHalf,
    sent: texts.saidEnd,
    offline: texts.offline,
    stuck: texts.stuck,
    expired: texts.expired,
    refused: texts.refusals[sending.refusal ?? ''] ?? texts.stuck,
  };
  return fill(sentences[phaseOf(sending)], { name: sending.name });
}

/** The last thing to say to who cannot see the bars; every percent would drown the page. */
export function useAnnouncement(sendings: readonly Sending[], texts: UploadTexts): string {
  const [said, setSaid] = useState('');
  const told = useRef(new Map<number, string>());
  useEffect(() => {
    for (const sending of sendings) {
      const phase = phaseOf(sending);
      if (told.current.get(sending.key) === phase) continue;
      told.current.set(sending.key, phase);
      setSaid(sentenceOf(sending, texts));
    }
  }, [sendings, texts]);
  return said;
}
