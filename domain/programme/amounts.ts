import type { Cents } from '../money';
import type { AmountModel } from './rules';

/** The amount a household of `members` people gets. The last row of a table serves all larger households. */
export function amountFor(model: AmountModel, members: number): Cents {
  const row = Math.min(Math.max(members, 1), model.table.length) - 1;
  return model.table[row] ?? model.table[0];
}
