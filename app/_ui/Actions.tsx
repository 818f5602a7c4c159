import type { ReactNode } from 'react';

/** A row of buttons, the first being the main one; on a phone each takes the whole width. Not printed. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>;
}
