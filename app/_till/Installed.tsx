'use client';

import { useEffect } from 'react';

/** Gives the till its service worker, which answers with an honest page where there is no network, and keeps nothing else. */
export function Installed() {
  useEffect(() => {
    // Refused where the browser forbids it: the till then works as any page does.
    navigator.serviceWorker?.register('/cassa-sw.js', { scope: '/esercente' }).catch(() => undefined);
  }, []);
  return null;
}
