'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** Whether scripts run in this browser: false in what the server writes, true as soon as the page is alive. */
export const useScripts = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
