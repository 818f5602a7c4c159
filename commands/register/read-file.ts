import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { placesIn, readRow, type Places, type RegisterRow, type RowFault } from '../../domain/register/rows';
import type { RegisterName } from '../../domain/register/registers';
import { decoded, UnreadableText } from './decode';
import { RegisterTooLong } from './intake';

/** A row with its place in the file. */
export interface PlacedRow<R extends RegisterName> {
  row: number;
  value: RegisterRow[R];
}

/** No register's row is longer: what is, has a quotation mark that is never closed. */
const longestRow = 16 * 1024;

/** The heading may have more signs than rows, but not this many. */
const longestHeading = 64 * 1024;

/**
 * The rows of a register's file, each read or with its faults, one at a time and in their order. Separated by `;`, `,`
 * or tabulators, whichever the heading has most of; quoted or not.
 *
 * @param today civil date `YYYY-MM-DD`
 */
export async function* rowsOf<R extends RegisterName>(
  register: R,
  content: AsyncIterable<Uint8Array>,
  today: string,
): AsyncGenerator<PlacedRow<R> | RowFault[]> {
  const skipped: RowFault[] = [];
  try {
    const { delimiter, text } = await openedAt(decoded(content));
    const parser = parse({
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: longestRow,
      on_skip: (error) => void skipped.push(brokenRow(error)),
    });
    // A fault of the source comes out of the parser, where it is read.
    pipeline(Readable.from(text), parser, () => undefined);
    let places: Places | null = null;
    let columns = 0;
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      if (skipped.length > 0) yield skipped.splice(0);
      if (places === null) {
        const heading = placesIn(register, record);
        if (heading.faults.length > 0) return yield heading.faults;
        places = heading.places;
        columns = record.length;
        continue;
      }
      if (record.every((cell) => cell.trim() === '')) continue;
      if (record.length !== columns) {
        yield [{ row: info.lines, column: null, code: 'register-cells' }];
        continue;
      }
      const read = readRow(register, places, record, info.lines, today);
      yield 'faults' in read ? read.faults : { row: info.lines, value: read.value };
    }
    if (skipped.length > 0) yield skipped.splice(0);
  } catch (fault) {
    yield [...skipped, faultOf(fault)];
  }
}

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

function brokenRow(error: CsvError | undefined): RowFault {
  const row = typeof error?.lines === 'number' ? error.lines : null;
  return { row, column: null, code: 'register-quotes' };
}

/** Faults of the text are the file's; every other fault (a broken connection) is not ours to word. */
function faultOf(fault: unknown): RowFault {
  if (fault instanceof RegisterTooLong) return { row: null, column: null, code: 'register-too-large' };
  if (fault instanceof UnreadableText) return { row: null, column: null, code: 'register-encoding' };
  if (fault instanceof CsvError) return brokenRow(fault);
  throw fault;
}

const delimiters = [';', ',', '\t'] as const;

/** Looks at the heading without taking it away. */
async function openedAt(
  text: AsyncGenerator<string>,
): Promise<{ delimiter: string; text: AsyncGenerator<string> }> {
  let head = '';
  while (!head.trimStart().includes('\n') && head.length < longestHeading) {
    const { value, done } = await text.next();
    if (done) break;
    head += value;
  }
  const line = head.trimStart().split('\n', 1)[0] ?? '';
  const counts = delimiters.map((delimiter) => line.split(delimiter).length);
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ';';
  async function* whole(): AsyncGenerator<string> {
    yield head;
    yield* text;
  }
  return { delimiter, text: whole() };
}
