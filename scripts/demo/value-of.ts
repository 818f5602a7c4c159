import type { Outcome } from '../../commands/transaction';

/** What came of an act of the demo, which must succeed. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`the demo was refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}
