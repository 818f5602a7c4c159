import type { ReactNode } from 'react';

/** A box around what belongs together. */
export function Card({ children }: { children: ReactNode }) {
  return <div className="card-box">{children}</div>;
}
