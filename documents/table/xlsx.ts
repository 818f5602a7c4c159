import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Cell, Table } from './cell';
import { sheetHead, sheetRow, sheetTail } from './sheet';
import { workbookParts } from './workbook';

/** Rows a sheet of a workbook can hold (ECMA-376); what is beyond goes on in another sheet, under the same headers. */
const sheetRows = 1_048_576;

/**
 * A table as a workbook, written while it is read: at no time is more of it in memory than a batch and what the reader has
 * not taken yet.
 */
export function xlsx(table: Table, rowsPerSheet = sheetRows): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream.pipe(new PassThrough());
  const source = new RowSource(table.rows);
  out.once('close', () => void source.close());
  zip.on('error', (error) => out.destroy(error as Error));
  write(zip, table, source, rowsPerSheet).catch((error: unknown) => out.destroy(error as Error));
  return out;
}

async function write(
  zip: ZipFile,
  { name, headers }: Table,
  source: RowSource,
  perSheet: number,
): Promise<void> {
  let sheets = 0;
  do {
    sheets++;
    const sheet = Readable.from(sheetXml(headers, source, perSheet), { objectMode: false });
    zip.addReadStream(sheet, `xl/worksheets/sheet${sheets}.xml`);
    await finished(sheet);
  } while (await source.hasMore());
  for (const [path, content] of workbookParts(name, sheets)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
}

async function* sheetXml(
  headers: readonly string[],
  source: RowSource,
  most: number,
): AsyncGenerator<Buffer> {
  yield Buffer.from(sheetHead(headers));
  for (let written = 1; written < most && (await source.hasMore());) {
    const rows = source.take(most - written);
    yield Buffer.from(rows.map((row, index) => sheetRow(row, written + index + 1)).join(''));
    written += rows.length;
  }
  yield Buffer.from(sheetTail);
}

/** The rows of a table, to be taken a few at a time wherever a sheet ends. */
class RowSource {
  private batch: readonly (readonly Cell[])[] = [];
  private readonly batches: AsyncIterator<readonly (readonly Cell[])[]>;

  constructor(rows: Table['rows']) {
    this.batches = rows[Symbol.asyncIterator]();
  }

  /** Whether there is a row to take; reads on when those at hand are gone. */
  async hasMore(): Promise<boolean> {
    while (this.batch.length === 0) {
      const next = await this.batches.next();
      if (next.done) return false;
      this.batch = next.value;
    }
    return true;
  }

  take(most: number): readonly (readonly Cell[])[] {
    const taken = this.batch.slice(0, most);
    this.batch = this.batch.slice(most);
    return taken;
  }

  async close(): Promise<void> {
    await this.batches.return?.();
  }
}
