import { valueOf, type Query } from '@/app/_server/query';
import type { SignalInList } from '@/db/queries/control/reviews';
import { before } from '@/domain/calendar';
import { signalKinds, type SignalKind } from '@/domain/control/signals';

/** How far back the list looks, in days. */
export const periods = [30, 90, 365] as const;

/** What the address of the list asks for. */
export interface TypedSearch {
  kind: SignalKind | undefined;
  days: (typeof periods)[number];
  /** Only what still waits for somebody to look. */
  waiting: boolean;
}

export function readSearch(query: Query): TypedSearch {
  const [kind, days] = [valueOf(query, 'tipo'), Number(valueOf(query, 'giorni'))];
  return {
    kind: signalKinds.find((each) => each === kind),
    days: periods.find((each) => each === days) ?? periods[1],
    waiting: valueOf(query, 'stato') === 'da-vedere',
  };
}

export const sinceOf = ({ days }: TypedSearch, now: Date): Date => before(now, `P${days}D`);

/** The signals that the address asks for. */
export const asked = (signals: readonly SignalInList[], { waiting }: TypedSearch): SignalInList[] =>
  signals.filter(({ state }) => !waiting || state === 'da vedere' || state === 'cresciuto');

export function searchHref(path: string, { kind, days, waiting }: TypedSearch): string {
  const query = new URLSearchParams({ giorni: String(days) });
  if (kind !== undefined) query.set('tipo', kind);
  if (waiting) query.set('stato', 'da-vedere');
  return `${path}?${query.toString()}`;
}
