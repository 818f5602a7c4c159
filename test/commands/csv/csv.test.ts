import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../commands/csv/decode';
import { columnsBy } from '../../../commands/csv/header';
import { longestLine } from '../../../commands/csv/lines';
import { csvRecords, type CsvRecord } from '../../../commands/csv/records';
import { csvMark, csvRow } from '../../../documents/table/csv';

/** The bytes in parts of a size, as a connection may hand them over. */
async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(file: string | Uint8Array, size = 7): Promise<CsvRecord[]> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(decodeText(inParts(bytes, size)))) records.push(record);
  return records;
}

const cells = (records: CsvRecord[]) => records.map((record) => record.cells);
const faults = (records: CsvRecord[]) => records.map(({ line, fault }) => [line, fault]);
const utf16 = (text: string, bigEndian = false): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

describe('a text', () => {
  const word = 'perché è già 50 € – “così”';
  const windows = Buffer.from('perch\xe9 \xe8 gi\xe0 50 \x80 \x96 \x93cos\xec\x94', 'latin1');

  it.each([
    ['UTF-8', Buffer.from(word)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${word}`)],
    ['Windows-1252', windows],
    ['UTF-16', utf16(word)],
    ['UTF-16, big end first', utf16(word, true)],
  ])('in %s is read, however it is cut', async (_, bytes) => {
    for (const size of [1, 2, 3, 5, 1000]) expect(cells(await read(bytes, size))).toEqual([[word]]);
  });

  it.each(['', '\uFEFF', '\n\r\n  \n', 'è', 'a'])('of next to nothing is read: %j', async (text) => {
    const trimmed = text.replace('\uFEFF', '').trim();
    expect(cells(await read(text, 1))).toEqual(trimmed === '' ? [] : [[trimmed]]);
  });
});

describe('rows', () => {
  it.each([
    [
      'a;b;c\n1,50;2;3',
      [
        ['a', 'b', 'c'],
        ['1,50', '2', '3'],
      ],
    ],
    [
      'a,b\r\n1,"1,50"',
      [
        ['a', 'b'],
        ['1', '1,50'],
      ],
    ],
    [
      'a\tb\r1\t2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n"due\nrighe; e ""altro""";2\n\n 3 ; 4 ',
      [
        ['a', 'b'],
        ['due\nrighe; e "altro"', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a;b;\n;;\n',
      [
        ['a', 'b', ''],
        ['', '', ''],
      ],
    ],
    [
      'a;b\n5" pollici;2',
      [
        ['a', 'b'],
        ['5" pollici', '2'],
      ],
    ],
  ] as [string, string[][]][])('%j', async (text, expected) => {
    for (const size of [1, 4, 1000]) expect(cells(await read(text, size))).toEqual(expected);
  });

  it('are told by the line they begin on', async () => {
    const records = await read('a;b\n\n"x\ny";2\n3;4');
    expect(records.map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('that are broken are told, and swallow no other', async () => {
    const huge = 'x'.repeat(longestLine * 3);
    const text = ['a;b', '1;"mai chiuse', '2;"due"', '3;x\0y', `4;${huge}`, '5;b\uFFFDc', '6;ok'].join('\n');
    for (const size of [3, 4096]) {
      expect(faults(await read(text, size))).toEqual([
        [1, null],
        [2, 'unclosed-quote'],
        [3, null],
        [4, 'characters'],
        [5, 'too-long'],
        [6, 'characters'],
        [7, null],
      ]);
    }
    expect(faults(await read('a\n"'))).toEqual([
      [1, null],
      [2, 'unclosed-quote'],
    ]);
    const many = `a\n"\n${'riga\n'.repeat(50)}`;
    expect((await read(many)).filter(({ fault }) => fault)).toHaveLength(1);
    expect(await read(many)).toHaveLength(52);
  });

  it('of 50 megabytes, broken ones among them, are read in constant memory', async () => {
    const slice = Buffer.from(
      `${'1/2026;approvata;300,00;perché sì;'.repeat(3)}\n`.repeat(600).replace('perché', 'x\0y'),
    );
    const slices = 800;
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a;b\n');
      for (let each = 0; each < slices; each++) yield slice;
    }
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    let count = 0;
    let broken = 0;
    let most = 0;
    for await (const { fault } of csvRecords(decodeText(stream()))) {
      if (fault) broken++;
      if (++count % 50_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
    expect(slice.length * slices).toBeGreaterThan(45_000_000);
    expect(count).toBe(1 + 600 * slices);
    expect(broken).toBe(slices);
    expect(most).toBeLessThan(150_000_000);
  }, 60_000);

  it('that were written are read again, but for what guards against formulas', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/[\0\uFFFD\r]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
        const file = csvMark + csvRow(['uno', 'due']) + rows.map((row) => csvRow(['k', ...row])).join('');
        const again = (await read(file, 11)).slice(1);
        const guarded = (text: string) => (/^\s*[=+\-@＝＋－＠\t\n]/.test(text) ? `'${text}` : text).trim();
        expect(cells(again)).toEqual(rows.map((row) => ['k', ...row.map(guarded)]));
      }),
      { numRuns: 300 },
    );
  });

  it.each(['=1+1', '+39', '-5', '@SUM(A1)', '\t=1', '  =cmd', '\r=1'])(
    'never carry a formula: %j',
    (text) => {
      expect(csvRow([text])).toMatch(/^"?'/);
    },
  );
});

it('columns are found by their headings, in any order, case and spelling', () => {
  const headings = {
    registration: ['protocollo', 'n. protocollo'],
    outcome: ['esito'],
    reason: ['motivo', 'note'],
  };
  expect(columnsBy(headings, ['ESITO ', 'N° Protocollo', 'altro'])).toEqual({
    registration: 1,
    outcome: 0,
    reason: -1,
  });
});
