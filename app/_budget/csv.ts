import { Readable } from 'node:stream';
import { privately } from '@/app/_server/problem';

/** Opens as UTF-8 in every spreadsheet. */
const mark = '\uFEFF';

/** A row as spreadsheets in Italy read it. What would be taken for a formula is led by an apostrophe. */
const written = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => (/^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(';')}\r\n`;

/** Hands over rows as a file, while they are read: of any length, in constant memory. */
export function csvFile(name: string, rows: AsyncIterable<string[]> | Iterable<string[]>): Response {
  const encoder = new TextEncoder();
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield encoder.encode(mark);
    for await (const row of rows) yield encoder.encode(written(row));
  }
  return new Response(Readable.toWeb(Readable.from(bytes())) as unknown as BodyInit, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'X-Content-Type-Options': 'nosniff',
      ...privately,
    },
  });
}
