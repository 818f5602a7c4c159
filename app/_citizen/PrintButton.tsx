'use client';

import { useSyncExternalStore } from 'react';
import { Icon } from '@/app/_ui/Icon';

type Props = {
  label: string;
  /** How to print where no script can. */
  note: string;
};

const never = () => () => {};

/** Prints the page. Only a script can ask for that: without one, the note says how the browser does it. */
export function PrintButton({ label, note }: Props) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!scripted) return <p className="no-print">{note}</p>;
  return (
    <button type="button" className="btn btn-outline-primary" onClick={() => window.print()}>
      <Icon name="print" size="sm" />
      {label}
    </button>
  );
}
