import { createHmac } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Phase } from '../../../domain/application/phase';
import type { ApplicationStatus } from '../../../domain/application/status';
import { plainName } from '../../../domain/plain-letters';
import type { Queryable } from '../../client';
import { readInstallation } from '../installation';
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
  all: Condition[];
  /** Words of the search, plain: each begins a name, or a word inside one. */
  words: readonly string[];
}

export async function conditionsOf(db: Queryable, filters: WorklistFilters): Promise<Conditions> {
  const { programme, phase, assignee, termWithinDays, fiscalCode, familyName, givenName } = filters;
  const searched = await search(db, filters.text?.trim() ?? '');
  const all = [
    programme && sql`a.programme_id = ${await programmeId(db, programme)}`,
    phase && sql`a.phase = ${phase}`,
    assignee && sql`a.assignee = ${assignee}`,
    termWithinDays !== undefined &&
      sql`a.phase is not null and a.decide_by < clock_timestamp() + make_interval(days => ${termWithinDays})`,
    fiscalCode && codeStarts(fiscalCode),
    familyName && nameStarts(sql`a.family_key`, plainName(familyName)),
    givenName && nameStarts(sql`a.given_key`, plainName(givenName)),
    ...searched.all,
  ].filter((condition) => condition instanceof Object);
  return { all, words: searched.words };
}

/** Family names that begin with a word, which are together in the order of names. */
export const familyStarts = (word: string): Condition => nameStarts(sql`a.family_key`, word);

/** That a name, family or given, begins with a word, or a word inside it does. */
export const anyNameStarts = (word: string): Condition =>
  sql`(${familyStarts(word)} or ${nameStarts(sql`a.given_key`, word)} or a.inner_words @@ ${`${word}:*`}::tsquery)`;

/** A stretch of the index of tax codes: letters and digits end before `[`. Its first three letters are of the family name. */
function codeStarts(typed: string): Condition {
  const code = typed.replaceAll(/\s/g, '').toUpperCase();
  const begins = sql`a.beneficiary_fiscal_code collate "C" >= ${code} and a.beneficiary_fiscal_code collate "C" < ${`${code}[`}`;
  return code.length < 3 ? sql`(${begins})` : sql`(left(a.beneficiary_fiscal_code, 3) = ${code.slice(0, 3)} and ${begins})`;
}

/** The id of a programme; one that no programme has where the slug is unknown. */
async function programmeId(db: Queryable, slug: string): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from programmes where slug = ${slug}`);
  return rows[0]?.id ?? nobody;
}

/** What the search box finds: by the shape of what was typed. */
async function search(db: Queryable, typed: string): Promise<Conditions> {
  if (typed === '') return { all: [], words: [] };
  const [, number, year] = /^(\d{1,9})(?:\s*\/\s*(\d{4}))?$/.exec(typed) ?? [];
  if (number) return { all: [oneOf(await registeredAs(db, Number(number), year))], words: [] };
  const code = typed.replaceAll(/\s/g, '').toUpperCase();
  if (/^[A-Z]{6}\d[0-9A-Z]{9}$/.test(code)) return { all: [oneOf(await ofHousehold(db, code))], words: [] };
  const words = plainName(typed).split(' ').slice(0, mostWords);
  return words[0] === '' ? { all: [sql`false`], words: [] } : { all: [], words };
}

/** Words of a search beyond these are left out. */
const mostWords = 5;

const oneOf = (ids: readonly string[]): Condition =>
  ids.length === 0 ? sql`false` : sql`a.id in ${ids}`;

async function registeredAs(db: Queryable, number: number, year: string | undefined): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select r.application_id as id from registration_counters c
    join registrations r on r.year = c.year and r.number = ${number}
    ${year === undefined ? sql`` : sql`where c.year = ${Number(year)}`}`);
  return rows.map(({ id }) => id);
}

/** The applications whose beneficiary has the code, and those under evaluation or approved in which anybody has it. */
async function ofHousehold(db: Queryable, code: string): Promise<string[]> {
  const { householdKey } = await readInstallation(db);
  const hash = createHmac('sha256', householdKey).update(code).digest();
  const { rows } = await db.execute<{ id: string }>(sql`
    select h.application_id as id from programmes p
    join household_claims h on h.programme_id = p.id and h.member_hash = ${hash}
    union
    select id from applications
    where registered_at is not null and beneficiary_fiscal_code collate "C" = ${code} limit 1000`);
  return rows.map(({ id }) => id);
}
