import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client';
import { nobody, type WorklistFilters } from '../../db/queries/worklist/conditions';

type Named = readonly [label: string, filters: WorklistFilters];

/** Every filter of the screen alone, in kinds that match nothing, little and very much; then by twos and threes. */
export async function filtersOf(db: Database): Promise<Named[]> {
  const singles = await alone(db);
  const pick = (...labels: string[]): Named => {
    const chosen = labels.map((label) => singles.find(([each]) => each === label));
    if (chosen.includes(undefined)) throw new Error(`no such filter among ${labels.join(', ')}`);
    return [labels.join(' + '), Object.assign({}, ...chosen.map((each) => each?.[1])) as WorklistFilters];
  };
  const twos = singles.flatMap(([one], index) =>
    singles
      .slice(index + 1)
      .flatMap(([other]) => (pairs.has(`${kind(one)} ${kind(other)}`) ? [pick(one, other)] : [])),
  );
  return [['none', {}], ...singles, ...twos, ...threes.map((labels) => pick(...labels))];
}

const kind = (label: string): string => label.split(' ')[0] ?? '';

/** Kinds that people put together. */
const pairs = new Set([
  'year state',
  'year programme',
  'year charge',
  'state programme',
  'state charge',
  'programme charge',
  'programme phase',
  'charge term',
  'programme term',
  'phase charge',
  'family given',
  'family programme',
  'family state',
  'state search',
]);

const threes = [
  ['year old', 'state approved', 'programme middle'],
  ['year this', 'state presented', 'charge nobody'],
  ['month', 'programme middle', 'charge nobody'],
  ['state approved', 'programme first', 'charge last'],
  ['state presented', 'programme last', 'charge nobody'],
  ['programme last', 'phase signing', 'charge last'],
  ['programme middle', 'charge nobody', 'term passed'],
  ['family begun', 'programme first', 'charge last'],
  ['family common', 'given common', 'programme middle'],
  ['family begun', 'given begun', 'charge middle'],
  ['state presented', 'programme last', 'search begun'],
] as const;

async function alone(db: Database): Promise<Named[]> {
  const { rows: operators } = await db.execute<{ id: string }>(
    sql`select id from users where role = 'operatore' order by username`,
  );
  const { rows } = await db.execute<{ code: string; number: string }>(sql`
    select beneficiary_fiscal_code as code, registration_number || '/' || registration_year as number
    from applications where registered_at is not null order by registered_at limit 1`);
  const year = new Date().getFullYear();
  return [
    ['year this', { year: String(year) }],
    ['year old', { year: String(year - 5) }],
    ['month', { month: '3' }],
    ['month and year', { month: '5', year: String(year - 3) }],
    ['day', { day: `${year - 3}-05-09` }],
    ['state presented', { status: 'presentata' }],
    ['state approved', { status: 'approvata' }],
    ['state annulled', { status: 'annullata' }],
    ['programme first', { programme: 'bando-0' }],
    ['programme middle', { programme: 'bando-5' }],
    ['programme last', { programme: 'bando-9' }],
    ['programme unknown', { programme: 'nessuno' }],
    ['phase first', { phase: 'da istruire' }],
    ['phase signing', { phase: 'alla firma' }],
    ['charge nobody', { assignee: nobody }],
    ['charge middle', { assignee: operators[7]?.id }],
    ['charge last', { assignee: operators.at(-1)?.id }],
    ['term passed', { termWithinDays: 0 }],
    ['term soon', { termWithinDays: 7 }],
    ['code begun', { fiscalCode: 'RSS' }],
    ['code whole', { fiscalCode: rows[0]?.code }],
    ['code of nobody', { fiscalCode: 'QQQ' }],
    ['family begun', { familyName: 'r' }],
    ['family common', { familyName: 'Rossi' }],
    ['family rare', { familyName: 'Łukasik' }],
    ['family of nobody', { familyName: 'qqq' }],
    ['given begun', { givenName: 'a' }],
    ['given common', { givenName: 'Maria' }],
    ['given rare', { givenName: 'Hassan' }],
    ['search word', { text: 'rossi' }],
    ['search begun', { text: 'ros mar' }],
    ['search inside', { text: 'grazia' }],
    ['search rare', { text: 'xaxa quirico' }],
    ['search of nobody', { text: 'zzzz' }],
    ['search code', { text: rows[0]?.code }],
    ['search number', { text: rows[0]?.number }],
  ];
}
