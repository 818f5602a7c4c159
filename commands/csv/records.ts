import { linesOf, longestLine, type Line } from './lines';

/** Why a row of a file cannot be read as a row. */
export type RecordFault = 'unclosed-quote' | 'too-long' | 'characters';

/** A row of a file of comma separated values, with the line it begins on. */
export type CsvRecord = { line: number } & (
  { cells: string[]; fault: null } | { cells: null; fault: RecordFault }
);

const delimiters = [';', ',', '\t'] as const;

/** A quoted cell that runs over more lines than this has lost its closing quote. */
const longestCell = 20;

/**
 * Reads rows while their text streams in, in constant memory. The delimiter is the one the first line holds most of;
 * empty lines are passed over. A row that cannot be read is answered with its fault, and reading goes on with the
 * next line: a quote that is never closed swallows nothing.
 */
export async function* csvRecords(texts: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const lines = new Ahead(linesOf(texts));
  let delimiter: string | null = null;
  for (let first = await lines.take(); first; first = await lines.take()) {
    if (first.text.trim() === '' && !first.cut) continue;
    delimiter ??= delimiterOf(first.text);
    yield await recordFrom(first, lines, delimiter);
  }
}

async function recordFrom(first: Line, lines: Ahead, delimiter: string): Promise<CsvRecord> {
  const broken = (fault: RecordFault): CsvRecord => ({ line: first.number, cells: null, fault });
  if (first.cut) return broken('too-long');
  let text = first.text;
  for (let more = 0; ; more++) {
    const cells = cellsOf(text, delimiter);
    if (cells !== 'open') {
      // Over several lines a wrong quote has swallowed other rows: they stay ahead, to be read by themselves.
      if (cells === 'malformed') return broken('unclosed-quote');
      lines.drop(more);
      return cells.some(isUnstorable) ? broken('characters') : { line: first.number, cells, fault: null };
    }
    const next = more < longestCell ? await lines.peek(more) : null;
    if (!next || next.cut || text.length + next.text.length > longestLine) return broken('unclosed-quote');
    text += `\n${next.text}`;
  }
}

/**
 * The cells of a row; `open` where a quoted one goes on in the next line. After its closing quote a cell ends: anything
 * else shows that the quote was another cell's, and an earlier one is missing.
 */
function cellsOf(text: string, delimiter: string): string[] | 'open' | 'malformed' {
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    const quote = /^[ ]*"/.exec(text.slice(at, at + 20));
    if (!quote) {
      const end = endOf(text, delimiter, at);
      cells.push(text.slice(at, end).trim());
      at = end;
    } else {
      const close = closingQuote(text, at + quote[0].length);
      if (close === -1) return 'open';
      cells.push(
        text
          .slice(at + quote[0].length, close)
          .replaceAll('""', '"')
          .trim(),
      );
      const end = endOf(text, delimiter, close + 1);
      if (text.slice(close + 1, end).trim() !== '') return 'malformed';
      at = end;
    }
    if (at >= text.length) return cells;
  }
}

const endOf = (text: string, delimiter: string, from: number): number => {
  const end = text.indexOf(delimiter, from);
  return end === -1 ? text.length : end;
};

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** What no text of the database can hold, and what a wrong encoding leaves behind. */
const isUnstorable = (cell: string): boolean => /[\0\uFFFD]/.test(cell);

function delimiterOf(header: string): string {
  const count = (delimiter: string): number => header.split(delimiter).length;
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Lines with a look at those to come. */
class Ahead {
  private readonly seen: Line[] = [];

  constructor(private readonly lines: AsyncGenerator<Line>) {}

  async take(): Promise<Line | null> {
    return this.seen.shift() ?? this.next();
  }

  /** The line `place` lines ahead, left where it is. */
  async peek(place: number): Promise<Line | null> {
    while (this.seen.length <= place) {
      const next = await this.next();
      if (!next) return null;
      this.seen.push(next);
    }
    return this.seen[place] ?? null;
  }

  /** Drops lines that were looked at and belong to the row. */
  drop(count: number): void {
    this.seen.splice(0, count);
  }

  private async next(): Promise<Line | null> {
    const { value, done } = await this.lines.next();
    return done ? null : value;
  }
}
