'use client';

import { useSyncExternalStore, type ReactNode } from 'react';
import { Icon } from '@/app/_ui/Icon';

const never = () => () => {};

/** Prints the page. Shown only where JavaScript runs: without it the browser's own command remains. */
export function PrintButton({ children }: { children: ReactNode }) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!scripted) return null;
  return (
    <button type="button" className="btn btn-outline-primary" onClick={() => window.print()}>
      <Icon name="print" size="sm" />
      {children}
    </button>
  );
}
