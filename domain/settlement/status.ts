/**
 * The states of a settlement. `aperta`: its period runs; `da presentare`: the statement is drawn and the merchant presents
 * the note; `presentata`: the office verifies; `in pagamento`: in a batch for the bank. `vuota` is the end of a period
 * without spends; a payment may come back from `pagata`.
 */
export const settlementStatuses = [
  'aperta',
  'vuota',
  'da presentare',
  'presentata',
  'da correggere',
  'verificata',
  'in pagamento',
  'respinta dalla banca',
  'pagata',
] as const;

export type SettlementStatus = (typeof settlementStatuses)[number];

/** What happens to a settlement. Opaque ids and instants only: money and accounts stand in its rows. */
export type SettlementEvent =
  | { kind: 'opened'; periodTo: string }
  /** The office ended the period early. */
  | { kind: 'period-closed'; periodTo: string }
  | { kind: 'found-empty' }
  | { kind: 'drawn'; lines: number; presentBy: string }
  | { kind: 'presented'; warnAt: string; payBy: string }
  | { kind: 'sent-back' }
  | { kind: 'verified' }
  | { kind: 'batched'; paymentId: string }
  /** The batch was given up before it was signed. */
  | { kind: 'unbatched'; paymentId: string }
  | { kind: 'refused'; paymentId: string }
  /** The account was put right: it is paid with the next batch, and the days to pay begin again. */
  | { kind: 'account-corrected'; warnAt: string; payBy: string }
  | { kind: 'paid'; paymentId: string; returnsUntil: string }
  | { kind: 'returned'; paymentId: string };

export type SettlementEventKind = SettlementEvent['kind'];

const life = {
  aperta: { 'period-closed': 'aperta', 'found-empty': 'vuota', drawn: 'da presentare' },
  vuota: {},
  'da presentare': { presented: 'presentata' },
  presentata: { 'sent-back': 'da correggere', verified: 'verificata' },
  'da correggere': { presented: 'presentata' },
  verificata: { 'sent-back': 'da correggere', batched: 'in pagamento' },
  'in pagamento': { unbatched: 'verificata', refused: 'respinta dalla banca', paid: 'pagata' },
  'respinta dalla banca': { 'account-corrected': 'verificata' },
  pagata: { returned: 'respinta dalla banca' },
} as const satisfies Record<SettlementStatus, Partial<Record<SettlementEventKind, SettlementStatus>>>;

/** The state after an event, or null when the event may not follow. `opened` begins every life. */
export function settlementStatusAfter(
  status: SettlementStatus | null,
  event: SettlementEventKind,
): SettlementStatus | null {
  if (status === null) return event === 'opened' ? 'aperta' : null;
  const next: Partial<Record<SettlementEventKind, SettlementStatus>> = life[status];
  return next[event] ?? null;
}
