import type { ReactNode } from 'react';

/** A page's title, the only heading of the first level, and the sentence that says what it is for. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {children !== undefined && <div className="lead-text">{children}</div>}
    </div>
  );
}
