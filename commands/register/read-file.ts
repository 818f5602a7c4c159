import { placesIn, readRow, type Places, type RegisterRow, type RowFault } from '../../domain/register/rows';
import type { RegisterName } from '../../domain/register/registers';
import { decodeText } from '../csv/decode';
import { csvRecords, type RecordFault } from '../csv/records';
import { RegisterTooLong } from './intake';

/** A row with its place in the file. */
export interface PlacedRow<R extends RegisterName> {
  row: number;
  value: RegisterRow[R];
}

/** How a row that is none is told. */
const codes: Record<RecordFault, string> = {
  'unclosed-quote': 'register-quotes',
  'too-long': 'register-quotes',
  characters: 'register-encoding',
};

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
  let places: Places | null = null;
  let columns = 0;
  try {
    for await (const { line: row, cells, fault } of csvRecords(decodeText(content))) {
      if (fault !== null) {
        yield [{ row, column: null, code: codes[fault] }];
      } else if (places === null) {
        const heading = placesIn(register, cells);
        if (heading.faults.length > 0) return yield heading.faults;
        places = heading.places;
        columns = cells.length;
      } else if (cells.some((cell) => cell.trim() !== '')) {
        if (cells.length !== columns) {
          yield [{ row, column: null, code: 'register-cells' }];
          continue;
        }
        const read = readRow(register, places, cells, row, today);
        yield 'faults' in read ? read.faults : { row, value: read.value };
      }
    }
  } catch (fault) {
    // Every other fault (a broken connection) is not ours to word.
    if (!(fault instanceof RegisterTooLong)) throw fault;
    yield [{ row: null, column: null, code: 'register-too-large' }];
  }
}
