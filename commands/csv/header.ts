import { withoutAccents } from '../../domain/plain-letters';

/** The columns a file may have, each with the headings people give it. The first one is what we call it ourselves. */
export type Headings<C extends string> = Record<C, readonly string[]>;

/** Where each column stands in a row, -1 where the file has none. */
export type Columns<C extends string> = Record<C, number>;

/** Finds the columns of a file by the headings of its first row, whatever their case, accents and punctuation. */
export function columnsBy<C extends string>(headings: Headings<C>, header: readonly string[]): Columns<C> {
  const written = header.map(plain);
  const found = Object.entries<readonly string[]>(headings).map(([column, names]) => [
    column,
    written.findIndex((heading) => names.some((name) => plain(name) === heading)),
  ]);
  return Object.fromEntries(found) as Columns<C>;
}

const plain = (heading: string): string => withoutAccents(heading).replaceAll(/[^a-z0-9]/g, '');
