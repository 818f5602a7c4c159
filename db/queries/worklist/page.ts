import { sql, type SQL } from 'drizzle-orm';
import { phases, type Phase } from '../../../domain/application/phase';
import { applicationStatuses, type ApplicationStatus } from '../../../domain/application/status';
import type { Queryable } from '../../client';
import { applications, programmes } from '../../schema/applications';
import { users } from '../../schema/people';
import { listedAt, periodsOf, within } from '../list-filters';
import {
  anyNameStarts,
  conditionsOf,
  familyStarts,
  otherNameStarts,
  restStarts,
  type WorklistFilters,
} from './conditions';

export interface WorklistRow {
  id: string;
  status: ApplicationStatus;
  phase: Phase | null;
  programme: string;
  familyName: string | null;
  givenName: string | null;
  fiscalCode: string | null;
  registration: { number: number | null; year: number | null };
  listedAt: Date;
  decideBy: Date | null;
  operator: string | null;
}

/** A page of the list, and where the pages beside it begin. */
export interface Page<T> {
  rows: T[];
  /** Id to pass as `after` for the next page, or null on the last. */
  next: string | null;
  /** Id to pass as `before` for the page before, or null on the first. */
  previous: string | null;
}

/** The columns a list can be ordered by. By term only what has a running term is listed. */
export const sortings = ['registered', 'term', 'name'] as const;
export interface Sorting {
  by: (typeof sortings)[number];
  descending: boolean;
}

/** The newest first: how the list begins. */
export const newestFirst: Sorting = { by: 'registered', descending: true };

/** The keys of each order, and their types: the last makes each place in the list one application's alone. */
const keys = {
  registered: [
    ['registered_at', 'timestamptz'],
    ['id', 'uuid'],
  ],
  term: [
    ['decide_by', 'timestamptz'],
    ['id', 'uuid'],
  ],
  name: [
    ['family_key', 'text'],
    ['given_key', 'text'],
    ['id', 'uuid'],
  ],
} as const satisfies Record<Sorting['by'], readonly (readonly [column: string, type: string])[]>;

export interface Place {
  after?: string | undefined;
  before?: string | undefined;
}

const pageSize = 25;

/** A page of the office's worklist, by key: pages neither lose nor repeat an application while others come in. */
export async function worklist(
  db: Queryable,
  filters: WorklistFilters,
  sorting: Sorting = newestFirst,
  from: Place = {},
  size: number = pageSize,
): Promise<Page<WorklistRow>> {
  const backwards = from.before !== undefined;
  const found = await read(db, await pageQuery(db, filters, sorting, from, size + 1));
  const more = found.length > size;
  const rows = found.slice(0, size);
  if (backwards) rows.reverse();
  return {
    rows,
    next: backwards || more ? (rows.at(-1)?.id ?? null) : null,
    previous: (backwards ? more : from.after !== undefined) ? (rows[0]?.id ?? null) : null,
  };
}

/** A stretch of the list as a query of ids and keys, to be read as `page`, and the order it comes in. */
export interface PageQuery {
  page: SQL;
  order: SQL;
}

/** @param limit how many rows; null for all of them */
export async function pageQuery(
  db: Queryable,
  filters: WorklistFilters,
  { by, descending }: Sorting,
  from: Place,
  limit: number | null,
): Promise<PageQuery> {
  const backwards = from.before !== undefined;
  const down = descending !== backwards;
  const columns = keys[by].map(([column]) => sql.raw(column));
  const start = from.after ?? from.before;
  const { placed, named, words } = await conditionsOf(db, filters, by === 'name');
  const beyondStart = start === undefined ? [] : [await beyond(db, by, down, start)];
  const selected = sql.join(columns, sql`, `);
  const direction = sql.raw(down ? 'desc' : 'asc');
  const order = sql.join(
    columns.map((column) => sql`${column} ${direction}`),
    sql`, `,
  );
  const inOrder = limit === null ? sql`order by ${order}` : sql`order by ${order} limit ${limit}`;
  const few = by === 'name' ? await fewPlaced(db, filters, placed) : null;
  const source = few ?? sql`applications`;
  const stretches = few
    ? [sql`true`]
    : stretchesOf(filters, by).map((stretch) => allOf([stretch, ...placed]));
  const pieces = across(stretches, byWords(words, by)).map(
    (piece) =>
      sql`(select ${selected} from ${source} a where ${allOf([piece, ...named, ...beyondStart])} ${inOrder})`,
  );
  return {
    page: sql`select ${selected} from (${sql.join(pieces, sql` union all `)}) as found ${inOrder}`,
    order: sql.join(
      columns.map((column) => sql`page.${column} ${direction}`),
      sql`, `,
    ),
  };
}

/** So many rows are sooner put in the order of names than looked for in it. */
const few = 2500;

/**
 * What state, dates, programme and person in charge leave, as a table of its own, when that is little: names come in any
 * order in it, and in the order of all names it may begin anywhere. Null when it is much, or all.
 */
async function fewPlaced(
  db: Queryable,
  filters: WorklistFilters,
  placed: readonly SQL[],
): Promise<SQL | null> {
  const { status, phase } = filters;
  if (placed.length === 0 && !status && !phase && periodsOf(filters) === null) return null;
  const stretches = stretchesOf(filters, 'registered').map(
    (stretch) => sql`(select a.id from applications a where ${allOf([stretch, ...placed])}
      order by registered_at, id limit ${few + 1})`,
  );
  const ids = sql.join(stretches, sql` union all `);
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (select from (${ids}) as counted limit ${few + 1}) as counted`,
  );
  if ((rows[0]?.count ?? 0) > few) return null;
  // The ids are in the indexes; each row is then fetched by its own, which no guess can turn into reading them all.
  return sql`(select a.* from (${ids}) as placed
    cross join lateral (select * from applications each where each.id = placed.id offset 0) as a)`;
}

const allOf = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

/** The stretches of an index that together hold what state and dates leave; each is in the list's order by itself. */
function stretchesOf(filters: WorklistFilters, by: Sorting['by']): SQL[] {
  const periods = periodsOf(filters);
  if (periods?.length === 0) return [sql`a.registered_at is not null and false`];
  const whole =
    by === 'registered' ? (periods ?? []).map((p) => within(sql`a.registered_at`, p)) : anyOf(periods);
  const inTime = whole.length > 0 ? whole : [sql`true`];
  return statesOf(filters, by).flatMap((state) =>
    inTime.map((period) => sql`a.registered_at is not null and ${state} and ${period}`),
  );
}

/** Each of the first with each of the second. */
const across = (some: readonly SQL[], others: readonly SQL[]): SQL[] =>
  some.flatMap((one) => others.map((other) => sql`${one} and ${other}`));

/**
 * The words of a search, as conditions that exclude each other. In the order of names each family name that a word begins
 * is a stretch of its own: what comes before it in the alphabet need not be read.
 */
function byWords(words: readonly string[], by: Sorting['by']): SQL[] {
  if (words.length === 0) return [sql`true`];
  if (by !== 'name') return [allOf(words.map(anyNameStarts))];
  const families = words.map(familyStarts);
  const noFamily = sql`not (${sql.join(families, sql` or `)})`;
  const others = (index: number): string[] => words.filter((_, other) => other !== index);
  const first = families.map((family, index) =>
    allOf([
      ...families.slice(0, index).map((each) => sql`not ${each}`),
      family,
      ...others(index).map(anyNameStarts),
    ]),
  );
  if (words.length === 1) return [...first, allOf([noFamily, ...words.map(otherNameStarts)])];
  // No word is the beginning of another, so that of two only one begins the given name: the other is inside a name.
  const inside = words.map(restStarts);
  const second = inside.map((rest, index) =>
    allOf([
      noFamily,
      ...inside.slice(0, index).map((each) => sql`${each} is not true`),
      rest,
      ...others(index).map(otherNameStarts),
    ]),
  );
  return [...first, ...second];
}

function anyOf(periods: ReturnType<typeof periodsOf>): SQL[] {
  if (periods === null) return [];
  return [
    sql`(${sql.join(
      periods.map((p) => within(sql`a.registered_at`, p)),
      sql` or `,
    )})`,
  ];
}

/**
 * The states to read, each a stretch. Nothing is said twice (an open application is presented): the database would take
 * each saying for a further narrowing, and expect far too few.
 */
function statesOf(filters: WorklistFilters, by: Sorting['by']): SQL[] {
  const { status, phase, termWithinDays } = filters;
  const open = phase !== undefined || termWithinDays !== undefined || by === 'term';
  if (open || (status === 'presentata' && isNamed(filters))) {
    if (status !== undefined && status !== 'presentata') return [sql`false`];
    if (phase !== undefined) return [sql`a.phase = ${phase}`];
    return by === 'registered' && !isNamed(filters)
      ? phases.map((each) => sql`a.phase = ${each}`)
      : [sql`a.phase is not null`];
  }
  if (status !== undefined) return [sql`a.status = ${status}`];
  if (by === 'name') return [sql`true`];
  return applicationStatuses.filter((each) => each !== 'bozza').map((each) => sql`a.status = ${each}`);
}

/** Whether names or codes are asked for: rare ones are fetched once and put in order, and not once for each stretch. */
const isNamed = ({ fiscalCode, familyName, givenName, text }: WorklistFilters): boolean =>
  [fiscalCode, familyName, givenName, text].some(Boolean);

/** What follows an application in an order. */
async function beyond(db: Queryable, by: Sorting['by'], down: boolean, id: string): Promise<SQL> {
  const columns = keys[by].map(([column]) => sql.raw(column));
  const { rows } = await db.execute<Record<string, string>>(
    sql`select ${sql.join(
      columns.map((c) => sql`${c}::text`),
      sql`, `,
    )} from applications where id = ${id}`,
  );
  const [start] = rows;
  if (!start) return sql`false`;
  const values = keys[by].map(([column, type]) => sql`${start[column]}::${sql.raw(type)}`);
  return sql`(${sql.join(columns, sql`, `)}) ${sql.raw(down ? '<' : '>')} (${sql.join(values, sql`, `)})`;
}

function read(db: Queryable, { page, order }: PageQuery): Promise<WorklistRow[]> {
  return db
    .select({
      id: applications.id,
      status: applications.status,
      phase: applications.phase,
      programme: programmes.name,
      familyName: applications.beneficiaryFamilyName,
      givenName: applications.beneficiaryGivenName,
      fiscalCode: applications.beneficiaryFiscalCode,
      registration: { number: applications.registrationNumber, year: applications.registrationYear },
      listedAt,
      decideBy: applications.decideBy,
      operator: users.username,
    })
    .from(sql`(${page}) as page`)
    .innerJoin(applications, sql`${applications.id} = page.id`)
    .innerJoin(programmes, sql`${programmes.id} = ${applications.programmeId}`)
    .leftJoin(users, sql`${users.id} = ${applications.operatorId}`)
    .orderBy(order);
}
