'use client';

import { useContext, type ReactNode } from 'react';
import { FormContext } from '@/app/_ui/form-context';

type Props = {
  summary: string;
  /** Of what is inside: a link to it opens the whole. */
  id: string;
  accessKey?: string;
  children: ReactNode;
};

/** The fields of an act that is not the usual one, opened first; a form that comes back with faults is open. */
export function Folded({ summary, id, accessKey, children }: Props) {
  const { state } = useContext(FormContext);
  return (
    <details className="office-act" open={state.errors.length > 0 ? true : undefined}>
      <summary accessKey={accessKey}>{summary}</summary>
      <div id={id}>{children}</div>
    </details>
  );
}
