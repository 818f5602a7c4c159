import type { Cents } from '../money';

/** What approvals in their order would make of a fund. */
export interface BudgetEffect {
  count: number;
  totalCents: Cents;
  residualCents: Cents;
  /** What is left when all that fits has been committed. */
  afterCents: Cents;
  /** How many do not fit any more when their turn comes. */
  unfit: number;
}

/** A later, smaller approval may fit where an earlier one did not: the fund is asked one by one. */
export function effectOn(residualCents: Cents, amounts: readonly Cents[]): BudgetEffect {
  const effect = { count: amounts.length, totalCents: 0, residualCents, afterCents: residualCents, unfit: 0 };
  for (const amountCents of amounts) {
    effect.totalCents += amountCents;
    if (amountCents > effect.afterCents) effect.unfit += 1;
    else effect.afterCents -= amountCents;
  }
  return effect;
}
