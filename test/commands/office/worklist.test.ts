import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutAccents, plainName } from '../../../domain/plain-letters';
import { takeInCharge } from '../../../commands/application/take';
import { closeApplication } from '../../../commands/application/close';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { hashesOf } from '../../../db/hash-key';
import { countOf, worklistCounts } from '../../../db/queries/worklist/counts';
import { nobody, type WorklistFilters } from '../../../db/queries/worklist/conditions';
import { exportRows, type ExportedRow } from '../../../db/queries/worklist/export';
import { newestFirst, sortings, worklist, type Sorting } from '../../../db/queries/worklist/page';
import { applicationOf } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;
let slug: string;
let other: string;
/** Applications by a short name. */
const ids: Record<string, string> = {};

const people = {
  rossi: ['Rossi', 'Anna Maria', 'RSSNMR85T50A562'],
  deluca: ['De Luca', 'Nicolò', 'DLCNCL85T10A562'],
  orru: ['Orrù', 'José', 'RROJSO85T10A562'],
  dessi: ['D’Essì', 'Maria', 'DSSMRA85T50A562'],
} as const;

beforeAll(async () => {
  town = await openTown(6);
  operator = await town.user('operatore');
  slug = (await town.programme()).slug;
  other = (await town.programme()).slug;
  for (const [name, [familyName, givenName]] of Object.entries(people)) {
    const citizen = await town.user('cittadino');
    const id = await town.draft(citizen, name === 'orru' ? other : slug);
    const { answers, answersVersion } = await applicationOf(town.db, id);
    const named = { ...answers, 'beneficiary.familyName': familyName, 'beneficiary.givenName': givenName };
    done(await saveDraft(town.db, citizen, { applicationId: id, version: answersVersion, answers: named }));
    done(await submitApplication(town.db, citizen, { applicationId: id }));
    ids[name] = id;
    if (name === 'dessi')
      done(await closeApplication(town.db, citizen, { applicationId: id, as: 'withdrawn' }));
  }
  done(await takeInCharge(town.db, operator, { applicationId: ids.rossi ?? '' }));
  await town.draft(await town.user('cittadino'), slug);
});
afterAll(() => town.close());

const namesOf = (rows: readonly { id: string }[]): string[] =>
  rows.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? 'unknown');

const found = async (filters: WorklistFilters, sorting?: Sorting): Promise<string[]> =>
  namesOf((await worklist(town.db, filters, sorting)).rows).toSorted();

const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Europe/Rome' });

describe('each filter', () => {
  const all = ['deluca', 'dessi', 'orru', 'rossi'];
  it.each<[string, () => WorklistFilters, string[]]>([
    ['none: all but drafts', () => ({}), all],
    ['year', () => ({ year: today().slice(0, 4) }), all],
    ['another year', () => ({ year: '2020' }), []],
    ['month of any year', () => ({ month: String(Number(today().slice(5, 7))) }), all],
    ['year and month', () => ({ year: today().slice(0, 4), month: today().slice(5, 7) }), all],
    ['day', () => ({ day: today() }), all],
    ['day and a year that is not its own', () => ({ day: today(), year: '2020' }), []],
    ['what is no date', () => ({ day: '2020-02-30', month: '13', year: 'x' }), all],
    ['state', () => ({ status: 'annullata' }), ['dessi']],
    ['phase', () => ({ phase: 'in istruttoria' }), ['rossi']],
    ['phase and a state that has none', () => ({ phase: 'in istruttoria', status: 'approvata' }), []],
    ['programme', () => ({ programme: other }), ['orru']],
    ['a programme there is not', () => ({ programme: 'nessuno' }), []],
    ['in my charge', () => ({ assignee: operator.id }), ['rossi']],
    ['in nobody’s charge', () => ({ assignee: nobody }), ['deluca', 'dessi', 'orru']],
    ['term passed', () => ({ termWithinDays: 0 }), []],
    ['term within a year, of open ones', () => ({ termWithinDays: 366 }), ['deluca', 'orru', 'rossi']],
    ['family name, begun, without its accent', () => ({ familyName: 'orru' }), ['orru']],
    ['family name of two words', () => ({ familyName: 'de lu' }), ['deluca']],
    ['family name behind an apostrophe', () => ({ familyName: "d'ess" }), ['dessi']],
    ['a sign for a name', () => ({ familyName: '%' }), []],
    ['given name', () => ({ givenName: 'NICOLO' }), ['deluca']],
    ['words in any order', () => ({ text: 'maria rossi' }), ['rossi']],
    ['a word inside a name', () => ({ text: 'luca' }), ['deluca']],
    ['words begun', () => ({ text: 'ros ann' }), ['rossi']],
    ['words of which one is nobody’s', () => ({ text: 'rossi zeno' }), []],
    ['a sign for a word', () => ({ text: '%' }), []],
    ['three at once', () => ({ programme: slug, status: 'presentata', text: 'maria' }), ['rossi']],
  ])('%s', async (_, filters, expected) => {
    for (const by of sortings.filter((each) => each !== 'term')) {
      expect(await found(filters(), { by, descending: true })).toEqual(expected);
    }
    expect(await countOf(town.db, filters())).toBe(expected.length);
  });

  it('protocol number, with its year or without', async () => {
    const { registrationNumber: number, registrationYear: year } = await applicationOf(
      town.db,
      ids.orru ?? '',
    );
    expect(await found({ text: `${number}/${year}` })).toEqual(['orru']);
    expect(await found({ text: String(number) })).toEqual(['orru']);
    expect(await found({ text: `${number}/2019` })).toEqual([]);
  });

  it('tax code, begun or of the whole search', async () => {
    const { beneficiaryFiscalCode: code } = await applicationOf(town.db, ids.rossi ?? '');
    expect(await found({ fiscalCode: code?.toLowerCase() })).toEqual(['rossi']);
    expect(await found({ text: ` ${code?.toLowerCase()} ` })).toEqual(['rossi']);
    expect(await found({ fiscalCode: 'ZZZ' })).toEqual([]);
  });

  it('tax code of a member of the household', async () => {
    const hash = (await hashesOf(town.db)).member('CGLGRL67A12A474X');
    const { programmeId } = await applicationOf(town.db, ids.orru ?? '');
    await town.db.execute(
      sql`insert into household_claims values (${programmeId}, ${hash}, ${ids.orru ?? ''})`,
    );
    expect(await found({ text: 'CGLGRL67A12A474X' })).toEqual(['orru']);
  });

  it('by term only what has a running term is listed', async () => {
    expect(await found({}, { by: 'term', descending: false })).toEqual(['deluca', 'orru', 'rossi']);
    expect(await found({ status: 'annullata' }, { by: 'term', descending: false })).toEqual([]);
  });

  it('the counts are those of states and phases', async () => {
    const counts = await worklistCounts(town.db);
    expect(Object.fromEntries([...counts].filter(([, count]) => count > 0))).toEqual({
      presentata: 3,
      annullata: 1,
      'da istruire': 2,
      'in istruttoria': 1,
    });
  });
});

describe('a row knows', () => {
  it('when and as what it was registered, as the register says', async () => {
    const { rows } = await town.db.execute(sql`select a.id from applications a
      left join registrations r on r.application_id = a.id
      where (a.registered_at, a.registration_number, a.registration_year)
        is distinct from (r.registered_at, r.number, r.year)`);
    expect(rows).toEqual([]);
  });

  it.each(['De Luca', 'D’Amico', 'Łukasik', 'Jovanović', 'Straße', 'Ægir', '  Èlia--Ø ', 'ÀÈÌÒÙ', '', '李'])(
    'its plain name as the code has it: %s',
    async (name) => {
      const { rows } = await town.db.execute<{ plain: string }>(sql`select plain_name(${name}) as plain`);
      expect(rows[0]?.plain).toBe(plainName(name));
      expect(withoutAccents(name)).toBeTypeOf('string');
    },
  );
});

describe('pages', () => {
  let large: Town;
  beforeAll(async () => {
    large = await openTown(2);
    const citizen = await large.user('cittadino');
    const { slug: programme } = await large.programme();
    await large.submitted(citizen, programme);
    await more(large, 60);
  });
  afterAll(() => large.close());

  /** Copies of the one application, with names and terms that repeat, registered at the same moments in threes. */
  const more = (where: Town, count: number) =>
    where.db.execute(sql`
      insert into applications (id, citizen_id, programme_id, programme_version_id, channel, status, phase, event_number,
        answers, form, decide_by, registered_at, registration_year, registration_number, family_key, given_key)
      select gen_random_uuid(), citizen_id, programme_id, programme_version_id, channel, status, phase, event_number,
        answers - 'sealed', form - 'sealed', decide_by + interval '1 day' * (n % 7), registered_at + interval '1 second' * (n / 3), 2020, 1,
        chr(97 + n % 3), chr(97 + n % 5)
      from (select * from applications limit 1) as one, generate_series(1, ${count}::int) as n`);

  const orders = sortings.flatMap((by) => [true, false].map((descending) => ({ by, descending })));

  it.each(orders)('neither lose nor repeat a row while others come in: %o', async (sorting) => {
    const before = new Set(
      (await large.db.execute<{ id: string }>(sql`select id from applications`)).rows.map(({ id }) => id),
    );
    const seen: string[] = [];
    const firsts: string[] = [];
    let after: string | undefined;
    do {
      const page = await worklist(large.db, {}, sorting, { after });
      seen.push(...page.rows.map(({ id }) => id));
      firsts.push(page.rows[0]?.id ?? '');
      after = page.next ?? undefined;
      await more(large, 2);
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...before].filter((id) => !seen.includes(id))).toEqual([]);

    const back: string[] = [];
    let start = seen.at(-1);
    while (start !== undefined) {
      const page = await worklist(large.db, {}, sorting, { before: start });
      back.unshift(...page.rows.map(({ id }) => id));
      start = page.previous ?? undefined;
    }
    const known = new Set(seen);
    expect(back.filter((id) => known.has(id))).toEqual(seen.slice(0, -1));
    expect(firsts.length).toBeGreaterThan(2);
  });

  it('an export is the whole list, read a batch at a time, and gives its connection back when left', async () => {
    const wanted = await countRows();
    await more(large, 1200);
    const batches: number[] = [];
    for await (const batch of exportRows(large.db, {}, newestFirst)) batches.push(batch.length);
    expect(batches.reduce((sum, count) => sum + count, 0)).toBe(wanted + 1200);
    expect(Math.max(...batches)).toBeLessThanOrEqual(500);
    for (let times = 0; times < 4; times++) {
      for await (const batch of exportRows(large.db, {}, newestFirst)) {
        expect(batch[0]).toMatchObject({ status: 'presentata', members: 1 } satisfies Partial<ExportedRow>);
        break;
      }
    }
  });

  const countRows = async (): Promise<number> =>
    Number((await large.db.execute(sql`select count(*) from applications`)).rows[0]?.count);
});
