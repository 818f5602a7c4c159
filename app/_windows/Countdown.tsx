'use client';

import { useState, useSyncExternalStore } from 'react';
import { leftInWords, markOf } from './left';
import { useLeft } from './use-left';

type Props = {
  /** The server's time at which the page was written, ISO 8601. */
  now: string;
  until: string;
  locale: string;
  /** The sentence with `{left}` where the time goes. */
  sentence: string;
};

/** Sooner, in milliseconds, the date tells enough. */
const worthCounting = 3 * 24 * 60 * 60 * 1000;

/** The time left until an instant, each second for the eye, seldom for the ear. */
export function Countdown({ now, until, locale, sentence }: Props) {
  const left = useLeft(now, until);
  const calm = useCalm();
  const [first] = useState(() => markOf(left));
  if (left <= 0 || left > worthCounting) return null;
  const mark = markOf(left);
  const say = (ms: number, quietly: boolean) => sentence.replace('{left}', leftInWords(ms, locale, quietly));
  return (
    <>
      <span className="countdown" role="timer" aria-live="off">
        {say(left, calm)}
      </span>
      <span className="visually-hidden" role="status">
        {mark !== null && mark !== first ? say(mark, false) : ''}
      </span>
    </>
  );
}

const query = '(prefers-reduced-motion: reduce)';

const useCalm = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
