import type { ReactNode } from 'react';

type Props = { summary: string; accessKey?: string; children: ReactNode };

/** An act that is not the usual one: its form is opened first. A link to what is inside opens it too. */
export function Folded({ summary, accessKey, children }: Props) {
  return (
    <details className="office-act">
      <summary accessKey={accessKey}>{summary}</summary>
      {children}
    </details>
  );
}
