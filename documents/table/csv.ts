import { writeMoment } from '../../domain/calendar';
import { formatEuro } from '../../domain/money';
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
export const csvRow = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(harmless(cell)))).join(';')}\r\n`;

function plain(cell: Cell): string | number {
  if (cell === null) return '';
  if ('count' in cell) return cell.count;
  if ('cents' in cell) return formatEuro(cell.cents).replaceAll('.', '');
  return 'moment' in cell ? writeMoment(cell.moment) : cell.text;
}

/** OWASP, CSV injection: what begins with one of these is a formula to some spreadsheet, unless it is a plain number. */
const harmless = (text: string): string =>
  /^\s*[=+\-@＝＋－＠\t\r\n]/.test(text) && !/^-\d+(,\d+)?$/.test(text) ? `'${text}` : text;

const quoted = (text: string): string =>
  /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
