/** Opens as UTF-8 in every spreadsheet. */
export const csvMark = '\uFEFF';

/**
 * A row as spreadsheets in Italy read it: semicolons, and quotes where they are needed. A cell that a spreadsheet would
 * take for a formula is led by an apostrophe: what somebody typed must never run on the desk of who opens the file.
 */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(';')}\r\n`;

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[;"\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
