import { sql, type SQL } from 'drizzle-orm';
import type { Phase } from '../../../domain/application/phase';
import type { ApplicationStatus } from '../../../domain/application/status';
import { plainName } from '../../../domain/plain-letters';
import type { Queryable } from '../../client';
import { hashesOf } from '../../hash-key';
import { nameStarts, type ListFilters } from '../list-filters';

/** What narrows the office's list. Drafts are their owners' alone and are in none. */
export interface WorklistFilters extends ListFilters {
  status?: ApplicationStatus | undefined;
  /** Slug of a programme. */
  programme?: string | undefined;
  phase?: Phase | undefined;
  /** A person's id, or those that are in nobody's charge. */
  assignee?: string | undefined;
  /** Presented ones whose term ends within so many days; 0 for those whose term has passed. */
  termWithinDays?: number | undefined;
  /** Words of a name in any order, a tax code of anybody in the household, or a protocol number (`11625/2021`). */
  text?: string | undefined;
}

/** What `assignee` holds of an application in nobody's charge. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** A condition on the row `a` of an application. */
type Condition = SQL;

/** What the filters ask besides state and dates, which choose the stretches of an index to read. */
export interface Conditions {
  /** What the indexes of states hold too: programme, person in charge, term. */
  placed: Condition[];
  /** What they do not: names, codes, numbers. */
  named: Condition[];
  /** Words of the search, plain: each begins a name, or a word inside one. */
  words: readonly string[];
}

export async function conditionsOf(
  db: Queryable,
  filters: WorklistFilters,
  byName: boolean,
): Promise<Conditions> {
  const { programme, assignee, termWithinDays, fiscalCode, familyName, givenName } = filters;
  const searched = await search(db, filters.text?.trim() ?? '');
  const placed = [
    programme && sql`a.programme_id = ${await programmeId(db, programme)}`,
    assignee && sql`a.assignee = ${assignee}`,
    termWithinDays !== undefined &&
      sql`a.decide_by < clock_timestamp() + make_interval(days => ${termWithinDays})`,
  ];
  const named = [
    fiscalCode && codeStarts(fiscalCode, byName),
    familyName && nameStarts(sql`a.family_key`, plainName(familyName)),
    givenName && nameStarts(sql`a.given_key`, plainName(givenName)),
    ...searched.named,
  ];
  return { placed: placed.filter(isCondition), named: named.filter(isCondition), words: searched.words };
}

const isCondition = (each: Condition | '' | false | undefined): each is Condition => each instanceof Object;

/** Family names that begin with a word, which are together in the order of names. */
export const familyStarts = (word: string): Condition => nameStarts(sql`a.family_key`, word);

/** Shorter beginnings are looked for at the beginning of names alone: inside them they would match by the ten thousand. */
const shortestInside = 4;

/** That a word begins what follows the first word of a name, family or given. Unknown where nothing follows. */
export const restStarts = (word: string): Condition =>
  word.length < shortestInside
    ? sql`false`
    : sql`(${nameStarts(sql`a.family_rest`, word)} or ${nameStarts(sql`a.given_rest`, word)})`;

/** That a word begins the given name, or what follows the first word of either name. */
export const otherNameStarts = (word: string): Condition =>
  sql`(${nameStarts(sql`a.given_key`, word)} or ${restStarts(word)})`;

/** That a word begins a name, family or given, or what follows its first word. */
export const anyNameStarts = (word: string): Condition =>
  sql`(${familyStarts(word)} or ${otherNameStarts(word)})`;

/**
 * That the tax code begins with what was typed. Its first three letters come from the family name, so that with them a list
 * in the order of names need not be read from its beginning.
 */
function codeStarts(typed: string, byName: boolean): Condition {
  const code = typed.replaceAll(/\s/g, '').toUpperCase();
  const family = sql`left(a.beneficiary_fiscal_code, 3) = ${code.slice(0, 3)}`;
  const begins = sql`a.beneficiary_fiscal_code collate "C" >= ${code} and a.beneficiary_fiscal_code collate "C" < ${`${code}[`}`;
  if (!byName || code.length < 3) return begins;
  return code.length === 3 ? family : sql`${family} and ${begins}`;
}

/** The id of a programme; one that no programme has where the slug is unknown. */
async function programmeId(db: Queryable, slug: string): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from programmes where slug = ${slug}`);
  return rows[0]?.id ?? nobody;
}

/** What the search box finds: by the shape of what was typed. */
async function search(db: Queryable, typed: string): Promise<Pick<Conditions, 'named' | 'words'>> {
  if (typed === '') return { named: [], words: [] };
  const [, number, year] = /^(\d{1,9})(?:\s*\/\s*(\d{4}))?$/.exec(typed) ?? [];
  if (number) return { named: [oneOf(await registeredAs(db, Number(number), year))], words: [] };
  const code = typed.replaceAll(/\s/g, '').toUpperCase();
  if (/^[A-Z]{6}\d[0-9A-Z]{9}$/.test(code)) return { named: [oneOf(await ofHousehold(db, code))], words: [] };
  const typedWords = [...new Set(plainName(typed).split(' '))].slice(0, mostWords);
  // A word that begins another asks for nothing more.
  const words = typedWords.filter(
    (word) => !typedWords.some((other) => other !== word && other.startsWith(word)),
  );
  return words[0] === '' ? { named: [sql`false`], words: [] } : { named: [], words };
}

/** Words of a search beyond these are left out. */
const mostWords = 5;

const oneOf = (ids: readonly string[]): Condition => (ids.length === 0 ? sql`false` : sql`a.id in ${ids}`);

async function registeredAs(db: Queryable, number: number, year: string | undefined): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select r.application_id as id from registration_counters c
    join registrations r on r.year = c.year and r.number = ${number}
    ${year === undefined ? sql`` : sql`where c.year = ${Number(year)}`}`);
  return rows.map(({ id }) => id);
}

/** The applications whose beneficiary has the code, and those under evaluation or approved in which anybody has it. */
async function ofHousehold(db: Queryable, code: string): Promise<string[]> {
  const hash = (await hashesOf(db)).member(code);
  const { rows } = await db.execute<{ id: string }>(sql`
    select h.application_id as id from programmes p
    join household_claims h on h.programme_id = p.id and h.member_hash = ${hash}
    union
    select id from applications
    where registered_at is not null and beneficiary_fiscal_code collate "C" = ${code} limit 1000`);
  return rows.map(({ id }) => id);
}
