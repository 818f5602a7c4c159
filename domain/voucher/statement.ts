import type { TransferKind } from '../ledger';
import type { Cents } from '../money';

/** What may move a voucher's money. */
export type StatementKind = Extract<TransferKind, 'issue' | 'redemption' | 'void' | 'expiry' | 'revocation'>;

/** A movement of a voucher as its holder reads it. */
export interface StatementLine {
  id: string;
  kind: StatementKind;
  at: Date;
  /** What came to the voucher; below zero what left it. */
  amountCents: Cents;
  /** What was left after it. */
  balanceCents: Cents;
  /** Where a spend was made, or one that is taken back; null for what has no shop. */
  shop: string | null;
  merchant: string | null;
  /** When a spend was taken back, on the spend's own line. */
  voidedAt: Date | null;
}

/** Adds to each movement, oldest first, what was left after it. */
export function withBalances<Line extends { amountCents: Cents }>(
  lines: readonly Line[],
): (Line & { balanceCents: Cents })[] {
  let balanceCents = 0;
  return lines.map((line) => ({ ...line, balanceCents: (balanceCents += line.amountCents) }));
}

/** What a statement comes to: `issued - spent - returned` is what is left. */
export interface StatementFigures {
  issuedCents: Cents;
  /** What was spent and not taken back. */
  spentCents: Cents;
  /** What went back to the fund when the voucher ended. */
  returnedCents: Cents;
  leftCents: Cents;
}

/** The figures of a statement's lines. */
export function figuresOf(lines: readonly Pick<StatementLine, 'kind' | 'amountCents'>[]): StatementFigures {
  const sumOf = (...kinds: StatementKind[]): Cents =>
    lines.reduce((sum, { kind, amountCents }) => sum + (kinds.includes(kind) ? amountCents : 0), 0);
  return {
    issuedCents: sumOf('issue'),
    spentCents: 0 - sumOf('redemption', 'void'),
    returnedCents: 0 - sumOf('expiry', 'revocation'),
    leftCents: lines.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
}

/** The shop as its holder knows it, with the business it belongs to where that has another name. */
export const placeOf = ({ shop, merchant }: Pick<StatementLine, 'shop' | 'merchant'>): string =>
  shop === null ? '' : merchant === null || merchant === shop ? shop : `${shop} (${merchant})`;
