import type { Cents } from '../../domain/money';

/** What a cell of a table that leaves the office holds; null leaves it empty. */
export type Cell =
  | null
  | { text: string }
  | { count: number }
  | { cents: Cents }
  /** A moment, told in the civil time of the municipality. */
  | { moment: Date };

/** A table that is never whole in memory: its rows come in batches, and the next is asked for when one has been taken. */
export interface Table {
  name: string;
  headers: readonly string[];
  rows: AsyncIterable<readonly (readonly Cell[])[]>;
}
