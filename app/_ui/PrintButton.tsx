'use client';

import { useSyncExternalStore } from 'react';
import { Icon } from './Icon';

type Props = {
  label: string;
  /** How to print where no script can; left out where the screen has no room for it, as at the till. */
  note?: string;
};

const never = () => () => {};

/** Prints the page. Only a script can ask for that: without one, the note says how the browser does it. */
export function PrintButton({ label, note }: Props) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!scripted) return note === undefined ? null : <p className="no-print">{note}</p>;
  return (
    <button type="button" className="btn btn-outline-primary" onClick={() => window.print()}>
      <Icon name="print" size="sm" />
      {label}
    </button>
  );
}
