import { writeMoment } from '../../domain/calendar';
import { formatEuro } from '../../domain/money';
import type { Cell, Table } from './cell';

/**
 * A table as Italian spreadsheets open it with a double click: UTF-8 with its mark, semicolons, decimal commas. A text that
 * a spreadsheet would take for a formula begins with an apostrophe.
 */
export async function* csv({ headers, rows }: Table): AsyncGenerator<Buffer> {
  yield Buffer.from(`\u{FEFF}${headers.map((text) => written({ text })).join(';')}\r\n`);
  for await (const batch of rows) {
    yield Buffer.from(batch.map((row) => `${row.map(written).join(';')}\r\n`).join(''));
  }
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if ('count' in cell) return String(cell.count);
  if ('cents' in cell) return formatEuro(cell.cents).replaceAll('.', '');
  return quoted('moment' in cell ? writeMoment(cell.moment) : harmless(cell.text));
}

/** OWASP, CSV injection: what begins with one of these is a formula to some spreadsheet. */
const harmless = (text: string): string => (/^\s*[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string =>
  /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
