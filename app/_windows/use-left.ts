'use client';

import { useEffect, useState } from 'react';

/**
 * How far the server's clock is ahead of this device's, in milliseconds. Each page that says the server's time says it
 * late by as long as it took to arrive, never early: the largest difference seen is the nearest to the truth.
 */
let ahead = -Infinity;

/**
 * How many milliseconds are left until an instant by the server's clock, anew every second; none or less once it has come.
 *
 * @param now the server's time at which the page was written, ISO 8601
 */
export function useLeft(now: string, until: string): number {
  const [left, setLeft] = useState(Date.parse(until) - Date.parse(now));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    ahead = Math.max(ahead, Date.parse(now) - Date.now());
    const tick = () => {
      clearTimeout(timer);
      const rest = Date.parse(until) - (Date.now() + ahead);
      setLeft(rest);
      if (rest > 0) timer = setTimeout(tick, rest % 1000 || 1000);
    };
    tick();
    // A telephone that slept has missed its seconds.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [now, until]);
  return left;
}
