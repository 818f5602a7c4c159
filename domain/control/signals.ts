import type { Cents } from '../money';

/**
 * What in the spends of a shop is worth a look. A signal is a question to a person, never a proof and never a measure
 * by itself: nothing is suspended or refused because of one (art. 22 GDPR).
 *
 * `round`: in a month, spends of a round amount that empty a voucher; `rapid`: spends seconds apart at one till;
 * `one-shop`: many households whose whole voucher went to one merchant; `wrong-codes`: a day's codes that open nothing.
 */
export const signalKinds = ['round', 'rapid', 'one-shop', 'wrong-codes'] as const;

export type SignalKind = (typeof signalKinds)[number];

/** The figures of a signal, kept with what the office found: later ones tell whether it has grown. */
export interface Seen {
  /** Spends, or codes tried. */
  count: number;
  vouchers: number;
  amountCents: Cents;
}

export interface Signal extends Seen {
  key: string;
  kind: SignalKind;
  merchantId: string;
  merchant: string;
  /** Of the shop, the till or the person it happened at; null where it is of the whole merchant. */
  place: string | null;
  from: Date;
  to: Date;
  /** Share of the shop's households, in hundredths; of `one-shop` alone. */
  share: number | null;
  /** The spends that raised it, at most `mostEvidence`, oldest first; none for codes. */
  spendIds: readonly string[];
}

/** No signal shows more spends than a person can look through. */
export const mostEvidence = 500;

/** What the office may conclude. */
export const findings = ['chiarito', 'da seguire'] as const;

export type Finding = (typeof findings)[number];

/** Where a signal stands: nobody looked at it, it grew since, or what was found. */
export type SignalState = 'da vedere' | 'cresciuto' | Finding;

/** The state of a signal by the last review of it. */
export function signalState(
  signal: Pick<Signal, 'count'>,
  last: { finding: Finding; seen: Seen } | null,
): SignalState {
  if (last === null) return 'da vedere';
  return signal.count > last.seen.count ? 'cresciuto' : last.finding;
}

/**
 * The name of a signal: what it is, of which merchant, and what tells it from the merchant's others. The same facts give
 * the same name every time they are looked at. It stands in addresses.
 */
export const signalKey = (kind: SignalKind, merchantId: string, rest: string): string =>
  `${kind}.${merchantId}.${rest}`;

/** What a signal's name says, or null for what is none. */
export function readSignalKey(key: string): { kind: SignalKind; merchantId: string } | null {
  const [, kind = '', merchantId = ''] = /^([a-z-]+)\.([0-9a-f-]{36})\.[\w.-]{1,80}$/.exec(key) ?? [];
  const known = signalKinds.find((each) => each === kind);
  return known === undefined ? null : { kind: known, merchantId };
}
