import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { desc } from 'drizzle-orm';
import { importRegister } from '../../../commands/register/import';
import { registeredHousehold, registeredIsee } from '../../../db/queries/registers';
import { registerImports, registerResidents } from '../../../db/schema/registers';
import { sealedResident } from '../../../db/sealing/columns';
import { fiscalCodeOf } from '../../support/citizen';
import { registerFile, residentRow, residentsHeading } from '../../support/registers';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;

beforeAll(async () => {
  town = await openTown();
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const good = [residentsHeading, residentRow(1, 'F1'), residentRow(2, 'F1'), residentRow(3, 'F2')].join(
  '\r\n',
);

const bring = async (content: Buffer | string, pieceBytes?: number) =>
  done(await importRegister(town.db, operator, registerFile(content, 'anagrafe', pieceBytes)));

const residents = async (): Promise<string[]> =>
  (await town.db.select().from(registerResidents))
    .map(({ fiscalCode, sealed }) => sealedResident.open(fiscalCode, sealed)?.fiscalCode ?? '')
    .toSorted();

const codes = (...people: number[]): string[] => people.map(fiscalCodeOf).toSorted();

beforeEach(async () => {
  expect((await bring(good)).wrong).toBe(0);
});

/** Windows-1252 has one byte for each of these letters. */
const windows1252 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a good file', () => {
  it('replaces the register and is recorded: who, when, how many rows, its fingerprint', async () => {
    const other = [residentsHeading, residentRow(4, 'F9'), ''].join('\n');
    const { importId } = await bring(other);
    expect(await residents()).toEqual(codes(4));
    const [record] = await town.db
      .select()
      .from(registerImports)
      .orderBy(desc(registerImports.importedAt))
      .limit(1);
    expect(record).toMatchObject({
      id: importId,
      register: 'anagrafe',
      fileName: 'anagrafe.csv',
      rows: 1,
      wrong: 0,
      importedBy: operator.id,
      sha256: createHash('sha256').update(other).digest(),
    });
  });

  it('gives a person with everybody of the household', async () => {
    const household = await registeredHousehold(town.db, fiscalCodeOf(2));
    expect(household?.members.map(({ fiscalCode }) => fiscalCode)).toEqual(codes(1, 2));
    expect(household?.members[0]).toMatchObject({
      givenName: 'Niccolò',
      birthDate: '1985-12-10',
      relation: 'IS',
    });
    expect(await registeredHousehold(town.db, fiscalCodeOf(99))).toBeNull();
  });

  it.each<[string, Buffer, number]>([
    ['UTF-8', Buffer.from(good), 1],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${good}`), 2],
    ['Windows-1252', windows1252(good), 5],
    ['UTF-16', Buffer.from(`\uFEFF${good}`, 'utf16le'), 3],
    ['UTF-8 in one piece', Buffer.from(good), 1_000_000],
  ])('is read in %s', async (_, bytes, pieceBytes) => {
    expect(await bring(bytes, pieceBytes)).toMatchObject({ rows: 3, wrong: 0 });
    expect((await registeredHousehold(town.db, fiscalCodeOf(3)))?.members[0]?.givenName).toBe('Niccolò');
  });

  it('may have its columns in any order, case and spelling, with others beside them, and be quoted', async () => {
    const file = [
      'NOME,"DATA NASCITA",Note,cognome,CF,ID_FAMIGLIA',
      `Anna,1990-03-21,"una, con virgola",D'Angelo,${fiscalCodeOf(5).toLowerCase()},7`,
    ].join('\n');
    expect(await bring(file)).toMatchObject({ rows: 1, wrong: 0 });
    expect(await registeredHousehold(town.db, fiscalCodeOf(5))).toEqual({
      members: [
        {
          fiscalCode: fiscalCodeOf(5),
          familyName: "D'Angelo",
          givenName: 'Anna',
          birthDate: '1990-03-21',
          relation: null,
          municipality: null,
        },
      ],
    });
  });

  it('keeps a formula as the text it is', async () => {
    await bring(
      [residentsHeading, residentRow(1, 'F1', { 1: '=HYPERLINK("http://x")'.replaceAll('"', "'") })].join(
        '\n',
      ),
    );
    const household = await registeredHousehold(town.db, fiscalCodeOf(1));
    expect(household?.members[0]?.familyName).toBe("=HYPERLINK('http://x')");
  });

  it('of the ISEE gives figure, declaration and whether it differs', async () => {
    const file = `codice fiscale;ISEE;Protocollo DSU;Difformità\n${fiscalCodeOf(1)};9.360,00;INPS-ISEE-2021-1;sì\n${fiscalCodeOf(2)};0;;\n`;
    done(await importRegister(town.db, operator, registerFile(windows1252(file), 'isee')));
    expect(await registeredIsee(town.db, fiscalCodeOf(1))).toEqual({
      iseeCents: 936_000,
      dsu: 'INPS-ISEE-2021-1',
      dsuOn: null,
      differs: true,
    });
    expect(await registeredIsee(town.db, fiscalCodeOf(2))).toMatchObject({ iseeCents: 0, differs: false });
  });
});

describe('a file with something wrong', () => {
  const wrong = [
    residentsHeading,
    residentRow(6, 'F1'),
    residentRow(7, 'F1', { 0: 'VRDLGU85T10A107X' }),
    residentRow(8, '', { 3: '31/02/1990' }),
    'una riga sola',
    residentRow(6, 'F2'),
    residentRow(9, 'F2', { 3: '01/01/2999' }),
  ].join('\n');
  const faults = [
    [3, 'codice fiscale', 'fiscal-code-check-character'],
    [4, 'data di nascita', 'date'],
    [4, 'identificativo famiglia', 'register-empty-cell'],
    [5, null, 'register-cells'],
    [7, 'data di nascita', 'date-future'],
    [6, 'codice fiscale', 'register-duplicate'],
  ].map(([row, column, code]) => ({ row, column, code }));

  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(wrong)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${wrong}`)],
    ['Windows-1252', windows1252(wrong)],
  ])('is refused by row and column, in %s, and the register stays as it was', async (_, bytes) => {
    const report = await bring(bytes);
    expect(report).toMatchObject({ rows: 6, wrong: 6 });
    expect(report.faults).toEqual(expect.arrayContaining(faults));
    expect(report.faults).toHaveLength(6);
    expect(await residents()).toEqual(codes(1, 2, 3));
    const [record] = await town.db
      .select()
      .from(registerImports)
      .orderBy(desc(registerImports.importedAt))
      .limit(1);
    expect(record).toMatchObject({ wrong: 6, faults: report.faults });
  });

  it.each<[string, string | Buffer, string]>([
    ['nothing in it', '', 'register-no-rows'],
    ['a heading alone', residentsHeading, 'register-no-rows'],
    ['a column missing', 'cognome;nome\nVerdi;Luigi', 'register-column-missing'],
    ['a column twice', `${residentsHeading};CF\n`, 'register-column-twice'],
    ['a quotation that never ends', `${residentsHeading}\n"${'x'.repeat(40_000)}`, 'register-quotes'],
    [
      'two encodings',
      Buffer.concat([Buffer.from(`${good}\r\n`), windows1252(residentRow(10, 'F1'))]),
      'register-encoding',
    ],
    [
      'no text at all',
      Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 0x0a, 0x01]),
      'register-column-missing',
    ],
  ])('with %s', async (_, content, code) => {
    const report = await bring(content, 20_000);
    expect(report.faults.map((fault) => fault.code)).toContain(code);
    expect(await residents()).toEqual(codes(1, 2, 3));
  });

  it('shows the first hundred faults and counts them all, in little memory, however long the file is', async () => {
    const rows = Buffer.from(`${residentRow(0, 'F1', { 1: 'V'.repeat(1_000), 3: 'mai' })}\n`.repeat(400));
    const times = Math.ceil((100 * 1024 * 1024) / rows.length);
    async function* long(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${residentsHeading}\n`);
      for (let time = 0; time < times; time++) yield await Promise.resolve(rows);
    }
    globalThis.gc?.();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
    const before = process.memoryUsage().rss;
    const file = { register: 'anagrafe' as const, fileName: 'lungo.csv', content: long() };
    const report = done(await importRegister(town.db, operator, file));
    clearInterval(watch);
    expect(report).toMatchObject({ rows: times * 400, wrong: times * 800 });
    expect(report.faults).toHaveLength(100);
    expect((most - before) / 1024 / 1024).toBeLessThan(100);
  }, 60_000);

  it('longer than any that is taken is told so, before what is wrong in its rows', async () => {
    const rows = [residentsHeading, ...Array.from({ length: 2_000 }, () => 'riga rotta')].join('\n');
    const file = registerFile(rows, 'anagrafe', 1_000);
    const { faults } = done(await importRegister(town.db, operator, file, 10_000));
    expect(faults[0]).toEqual({ row: null, column: null, code: 'register-too-large' });
  });
});

it('a file that breaks off leaves nothing', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield await Promise.resolve(Buffer.from(`${residentsHeading}\n${residentRow(20, 'F1')}\n`));
    throw new Error('the line went dead');
  }
  const file = { register: 'anagrafe' as const, fileName: 'a.csv', content: broken() };
  await expect(importRegister(town.db, operator, file)).rejects.toThrow('the line went dead');
  expect(await residents()).toEqual(codes(1, 2, 3));
});

it('the second of two files of one register is told at once', async () => {
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  let begun = (): void => undefined;
  const first = new Promise<void>((resolve) => (begun = resolve));
  async function* slow(): AsyncGenerator<Buffer> {
    yield Buffer.from(`${residentsHeading}\n${residentRow(30, 'F1')}\n`.padEnd(70_000, '\n'));
    begun();
    await held;
  }
  const file = { register: 'anagrafe' as const, fileName: 'a.csv', content: slow() };
  const pending = importRegister(town.db, operator, file);
  await first;
  expect(await importRegister(town.db, operator, registerFile(good))).toMatchObject({
    ok: false,
    error: { code: 'act-not-allowed' },
  });
  go();
  done(await pending);
  expect(await residents()).toEqual(codes(30));
});

it.each(['cittadino', 'supporto', 'contactcenter', 'amministratore'] as const)(
  'nobody else brings registers in: %s',
  async (role) => {
    const somebody = await town.user(role);
    expect(await importRegister(town.db, somebody, registerFile(good))).toEqual({
      ok: false,
      error: { code: 'forbidden' },
    });
  },
);
