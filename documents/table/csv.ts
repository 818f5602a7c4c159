import { writeMoment } from '../../domain/calendar';
import { formatEuro, type Cents } from '../../domain/money';
import type { Cell, Table } from './cell';

/** Opens as UTF-8 in every spreadsheet. */
export const csvMark = '\u{FEFF}';

/** A table as Italian spreadsheets open it with a double click: UTF-8 with its mark, semicolons, decimal commas. */
export async function* csv({ headers, rows }: Table): AsyncGenerator<Buffer> {
  yield Buffer.from(csvMark + csvRow(headers));
  for await (const batch of rows) {
    yield Buffer.from(batch.map((row) => csvRow(row.map(plain))).join(''));
  }
}

/** Rows as the lines of a file, its mark before the first. */
export async function* csvLines(
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<string> {
  yield csvMark;
  for await (const row of rows) yield csvRow(row);
}

/**
 * A row as spreadsheets in Italy read it: semicolons, and quotes where they are needed. A text that a spreadsheet would take
 * for a formula begins with an apostrophe: what somebody typed must never run on the desk of who opens the file.
 */
export const csvRow = (cells: readonly Written[]): string => `${cells.map(written).join(';')}\r\n`;

/** What a row holds: texts, which may be anybody's, and numbers, which are ours. */
type Written = string | number | { cents: Cents };

function written(cell: Written): string {
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'string' ? quoted(harmless(cell)) : formatEuro(cell.cents).replaceAll('.', '');
}

function plain(cell: Cell): Written {
  if (cell === null) return '';
  if ('count' in cell) return cell.count;
  if ('cents' in cell) return cell;
  return 'moment' in cell ? writeMoment(cell.moment) : cell.text;
}

/** OWASP, CSV injection: what begins with one of these is a formula to some spreadsheet. */
const harmless = (text: string): string => (/^\s*[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string =>
  /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
