import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Table } from '../../../documents/table/cell';
import { csv } from '../../../documents/table/csv';
import { xlsx } from '../../../documents/table/xlsx';
import { unzip } from '../../support/unzip';

const tableOf = (rows: Cell[][], batch = 7): Table => ({
  name: 'Domande',
  headers: ['Uno', 'Due'],
  rows: (async function* () {
    for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch);
  })(),
});

const csvOf = async (rows: Cell[][]): Promise<string> =>
  (await buffer(Readable.from(csv(tableOf(rows))))).toString('utf8');

/** The fields of a CSV with semicolons, as RFC 4180 quotes them. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n"]*))(;|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const readSheet = (xml: string): string[][] =>
  [...xml.matchAll(/<row r="(\d+)">(.*?)<\/row>/gs)].map(([, , row = '']) =>
    [...row.matchAll(/<c(?: [^>]*)?(?:\/>|>(.*?)<\/c>)/gs)].map(([, cell = '']) =>
      cell.replaceAll(/<[^>]*>/g, '').replaceAll(/&(\w+);/g, (_, name: string) => entities[name] ?? '?'),
    ),
  );

const sheetsOf = async (rows: Cell[][], perSheet?: number): Promise<string[][][]> => {
  const files = unzip(await buffer(xlsx(tableOf(rows), perSheet)));
  return [...files].filter(([name]) => name.includes('worksheets')).map(([, xml]) => readSheet(xml));
};

const unwritable = /(?![\t\r\n])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;
/** Half a surrogate pair leaves as the sign for what cannot be read. */
const wellFormed = (text: string): string => Buffer.from(text).toString();
const texts = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), {
  maxLength: 30,
});

describe('CSV', () => {
  it('is what Italian spreadsheets open: mark, semicolons, decimal commas, civil time', async () => {
    const row: Cell[] = [
      { cents: 123_456 },
      { moment: new Date('2021-03-31T06:49:21Z') },
      { count: 3 },
      null,
    ];
    expect(await csvOf([row])).toBe('\u{FEFF}Uno;Due\r\n1234,56;31/03/2021 08:49:21;3;\r\n');
  });

  it.each(['=1+1', '+39', '-1', '@x', '\t=1', ' =1', '＝1'])('never lets %j be a formula', async (text) => {
    const [, row] = readCsv((await csvOf([[{ text }]])).slice(1));
    expect(row?.[0]).toBe(`'${text}`);
  });

  it('gives back every text, but for what disarms it', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (pairs) => {
        const written = await csvOf(pairs.map((pair) => pair.map((text) => ({ text: wellFormed(text) }))));
        const read = readCsv(written.slice(1)).slice(1);
        expect(
          read.map((row) => row.map((text) => text.replace(/^'(?=\s*[=+\-@＝＋－＠\t\r\n])/, ''))),
        ).toEqual(
          pairs.map((pair) =>
            pair.map((text) => wellFormed(text).replace(/^'(?=\s*[=+\-@＝＋－＠\t\r\n])/, '')),
          ),
        );
      }),
    );
  });
});

describe('XLSX', () => {
  it('gives back every text that XML can hold, as text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (pairs) => {
        const [sheet = []] = await sheetsOf(pairs.map((pair) => pair.map((text) => ({ text }))));
        expect(sheet.slice(1)).toEqual(
          pairs.map((pair) => pair.map((text) => text.replaceAll(unwritable, ''))),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('holds amounts and moments as numbers, the moment in civil time', async () => {
    const [sheet] = await sheetsOf([
      [{ cents: 123_456 }, { moment: new Date('2021-03-31T06:00:00Z') }, null],
    ]);
    expect(sheet?.[1]).toEqual(['1234.56', '44286.333333', '']);
  });

  it.each([0, 1, 8, 9, 10, 25])(
    'goes on in another sheet under the same headers: %i rows, 9 a sheet',
    async (count) => {
      const rows = Array.from({ length: count }, (_, index): Cell[] => [{ count: index }]);
      const sheets = await sheetsOf(rows, 10);
      expect(sheets).toHaveLength(Math.max(1, Math.ceil(count / 9)));
      for (const [headers] of sheets) expect(headers).toEqual(['Uno', 'Due']);
      expect(sheets.flatMap((sheet) => sheet.slice(1).map(([cell]) => Number(cell)))).toEqual(
        rows.map((_, n) => n),
      );
    },
  );

  it('has every part that its list of contents names', async () => {
    const files = unzip(await buffer(xlsx(tableOf([[null]]))));
    const named = [...(files.get('[Content_Types].xml') ?? '').matchAll(/PartName="\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(named.length).toBe(3);
    expect(named.filter((name) => !files.has(name ?? ''))).toEqual([]);
  });
});

describe.each([
  ['csv', (table: Table) => Readable.from(csv(table), { objectMode: false })],
  ['xlsx', (table: Table) => xlsx(table)],
] as const)('%s is written while it is read', (_, write) => {
  /** Half a million rows, of which is known how many were asked for and whether the source was let go. */
  function source() {
    const told = { read: 0, closed: false };
    const batch = Array.from({ length: 500 }, (__, n): Cell[] => [
      { text: `riga ${n} ${Math.random()}` },
      { count: n },
    ]);
    const rows = (async function* () {
      try {
        for (let each = 0; each < 1000; each++) {
          told.read += batch.length;
          yield batch;
        }
      } finally {
        told.closed = true;
      }
    })();
    return { told, table: { name: 'Domande', headers: ['Uno', 'Due'], rows } satisfies Table };
  }

  it('the first byte leaves before much is read, and a reader who stops makes it stop', async () => {
    const { told, table } = source();
    const file = write(table);
    const [first] = (await file.take(1).toArray()) as Buffer[];
    expect(first?.length).toBeGreaterThan(0);
    expect(told.read).toBeLessThan(100_000);
    file.destroy();
    await pause(50);
    expect(told.closed).toBe(true);
  });

  it('nothing piles up behind a slow reader', async () => {
    const { told, table } = source();
    const file = write(table)[Symbol.asyncIterator]();
    await file.next();
    // Until it stands still: a busy machine takes longer to fill what may be filled.
    let waiting = -1;
    while (told.read !== waiting) {
      waiting = told.read;
      await pause(200);
    }
    expect(waiting).toBeLessThan(150_000);
    await file.return?.();
  });
});

it('a source that fails breaks the file off: no reader takes it for whole', async () => {
  const failing = (): Table => ({
    name: 'x',
    headers: ['a'],
    rows: (async function* () {
      yield [[{ text: 'una' }]];
      throw new Error('the database is gone');
    })(),
  });
  await expect(buffer(xlsx(failing()))).rejects.toThrow('gone');
  await expect(buffer(Readable.from(csv(failing())))).rejects.toThrow('gone');
});
