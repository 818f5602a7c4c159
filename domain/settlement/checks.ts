import { ibanFault } from '../iban';
import type { Cents } from '../money';

/** What the office must know before it verifies a note. */
export interface Checked {
  iban: string | null;
  totalCents: Cents;
  /** Sum of the lines of the statement. */
  linesCents: Cents;
  /** Sum of the spends that the lines name, as the till recorded them. */
  spendsCents: Cents;
  /** What the ledger owes to the merchant. */
  owedCents: Cents;
}

export const settlementChecks = ['iban', 'sum', 'spends', 'ledger'] as const;

export type SettlementCheck = (typeof settlementChecks)[number];

/** Each check with its answer; a note is verified only when all hold. */
export function checksOf(checked: Checked): Record<SettlementCheck, boolean> {
  const { iban, totalCents, linesCents, spendsCents, owedCents } = checked;
  return {
    iban: iban !== null && ibanFault(iban) === null,
    sum: totalCents === linesCents,
    spends: linesCents === spendsCents,
    ledger: totalCents <= owedCents,
  };
}
