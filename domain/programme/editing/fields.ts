/**
 * A programme as somebody is writing it: text by field name, exactly as typed, readable or not; what is empty is
 * absent. Rows of a list have names (`windows.r2.channel`), not places, so that removing one moves no other.
 */
export type Fields = Readonly<Record<string, string>>;

/** No text of a programme is longer: room enough for a condition as JSON. */
export const fieldLimit = 10_000;

const rowNumber = (row: string): number => Number(row.slice(1));

const escaped = (text: string): string => text.replaceAll('.', String.raw`\.`);

/** The rows of a list that hold something, in their order. `letter` is `r` for lists, `c` for lines of a condition. */
export function rowsOf(fields: Fields, list: string, letter: 'r' | 'c' = 'r'): string[] {
  const pattern = new RegExp(`^${escaped(list)}\\.(${letter}\\d{1,3})(?:\\.|$)`);
  const rows = Object.keys(fields).flatMap((name) => pattern.exec(name)?.[1] ?? []);
  return [...new Set(rows)].sort((one, other) => rowNumber(one) - rowNumber(other));
}

/** The name of the next row of a list. */
export function nextRow(fields: Fields, list: string, letter: 'r' | 'c' = 'r'): string {
  const last = rowsOf(fields, list, letter).at(-1);
  return `${letter}${last === undefined ? 1 : rowNumber(last) + 1}`;
}

/** Whether a field is the one with this name or stands under it. */
export const isUnder = (field: string, name: string): boolean =>
  field === name || field.startsWith(`${name}.`);

/** The fields without those of a row. */
export const withoutRow = (fields: Fields, row: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !isUnder(field, row)));

/** The fields with a row and the one before it in each other's place; the first row stays. */
export function movedUp(fields: Fields, list: string, row: string): Fields {
  const rows = rowsOf(fields, list);
  const before = rows[rows.indexOf(row) - 1];
  if (before === undefined) return fields;
  const [upper, lower] = [`${list}.${before}`, `${list}.${row}`];
  const moved = (field: string): string => {
    if (isUnder(field, upper)) return lower + field.slice(upper.length);
    return isUnder(field, lower) ? upper + field.slice(lower.length) : field;
  };
  return Object.fromEntries(Object.entries(fields).map(([field, text]) => [moved(field), text]));
}

const rowPrefixes = (field: string): string[] =>
  [...field.matchAll(/\.[rc]\d{1,3}(?=\.|$)/g)].map(({ index, 0: segment }) =>
    field.slice(0, index + segment.length),
  );

const rowsIn = (fields: Fields): Set<string> => new Set(Object.keys(fields).flatMap(rowPrefixes));

/**
 * Gives rows that were added here the next free names where somebody else's new rows have taken theirs meanwhile.
 *
 * @param base the fields as they stood where the typing began
 */
export function withFreeRows(base: Fields, typed: Fields, current: Fields): Fields {
  const [known, taken] = [rowsIn(base), rowsIn(current)];
  const clashing = [...rowsIn(typed)].filter(
    (row) => !known.has(row) && taken.has(row) && !sameRow(row, typed, current),
  );
  return clashing.reduce<Fields>((fields, row) => {
    const [list, letter] = [row.slice(0, row.lastIndexOf('.')), row.charAt(row.lastIndexOf('.') + 1)];
    const free = nextRow({ ...current, ...fields }, list, letter === 'c' ? 'c' : 'r');
    return Object.fromEntries(
      Object.entries(fields).map(([field, text]) => [
        isUnder(field, row) ? `${list}.${free}${field.slice(row.length)}` : field,
        text,
      ]),
    );
  }, typed);
}

/** The first try was saved and only its answer lost. */
function sameRow(row: string, one: Fields, other: Fields): boolean {
  const under = (fields: Fields) => Object.keys(fields).filter((field) => isUnder(field, row));
  return [...under(one), ...under(other)].every((field) => one[field] === other[field]);
}
