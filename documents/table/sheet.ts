import { civilMoment } from '../../domain/calendar';
import type { Cell } from './cell';
import { styles } from './workbook';

/** The beginning of a sheet: the headers, which stay in sight, in the first row. */
export function sheetHead(headers: readonly string[]): string {
  const columns = headers.map(
    (_, index) => `<col min="${index + 1}" max="${index + 1}" width="20" customWidth="1"/>`,
  );
  const cells = headers.map((text) => inline(text, styles.header));
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${columns.join('')}</cols><sheetData><row r="1">${cells.join('')}</row>`
  );
}

export const sheetTail = '</sheetData></worksheet>';

/** A row of a sheet. Texts are texts: no spreadsheet takes one for a formula. */
export const sheetRow = (cells: readonly Cell[], number: number): string =>
  `<row r="${number}">${cells.map(written).join('')}</row>`;

function written(cell: Cell): string {
  if (cell === null) return '<c/>';
  if ('count' in cell) return `<c><v>${cell.count}</v></c>`;
  if ('cents' in cell) return `<c s="${styles.money}"><v>${cell.cents / 100}</v></c>`;
  if ('moment' in cell) return `<c s="${styles.moment}"><v>${serial(cell.moment)}</v></c>`;
  return inline(cell.text, styles.plain);
}

const inline = (text: string, style: number): string =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Days since the end of 1899, as spreadsheets count civil time. */
const serial = (at: Date): number => {
  const days = (Date.parse(`${civilMoment(at)}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return Math.round(days * 1e6) / 1e6;
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML may hold it: control characters, which it may not, are left out. */
const escaped = (text: string): string =>
  text
    .replaceAll(/(?![\t\r\n])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
