import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import type { Hashes } from '../../db/hash-key';
import { prepared } from '../../db/prepared';
import type { Refusal } from '../../domain/refusal';
import { signInLimits, toldAfter, type TryKind } from '../../domain/sign-in-limits';

/** Something whose tries are counted. */
export interface Counted {
  kind: TryKind;
  key: Buffer;
}

/** Who tries is kept as a keyed hash: neither names nor addresses can be read from it, or tried out against it. */
export const countOf = (hashes: Pick<Hashes, 'of'>, kind: TryKind, ...whose: readonly string[]): Counted => ({
  kind,
  key: hashes.of('sign-in', [kind, ...whose].join('\n')),
});

/**
 * Counts one more try, before anything is tried, so that many at once are counted one by one. Each count is raised only
 * where those before it in the list could be: one attacker's refused tries slow nobody else.
 *
 * @returns the refusal when one of the counts has to wait, else whether the person is to be told of so many tries
 */
export async function countTry(
  db: Queryable,
  counts: readonly Counted[],
): Promise<{ refusal: Refusal | null; tell: boolean }> {
  const keys = arrayOf(counts);
  const waiting = sql`from sign_in_counts where key = any (${keys}) and open_at > statement_timestamp()`;
  const steps = counts.map(
    ({ kind, key }, index) => sql`${step(index)} as (
      insert into sign_in_counts as c (key, tries, last_at, open_at)
      select ${key}::bytea, 1, statement_timestamp(), ${openAt(kind, sql`1`)}
      where ${index === 0 ? sql`not exists (select ${waiting})` : sql`exists (select from ${step(index - 1)})`}
      on conflict (key) do update set tries = ${triesOf(kind)}, last_at = excluded.last_at,
        open_at = ${openAt(kind, triesOf(kind))}, told_at = ${toldAt(kind)}
      where c.open_at <= excluded.last_at
      returning coalesce(told_at = last_at, false) as tell)`,
  );
  const { rows } = await prepared<{ taken: boolean; tell: boolean; wait: number | null }>(
    db,
    `count-try-${namesOf(counts)}`,
    sql`
    with ${sql.join(steps, sql`, `)}
    select exists (select from ${step(counts.length - 1)}) as taken,
      ${sql.join(
        counts.map((_, index) => sql`exists (select from ${step(index)} where tell)`),
        sql` or `,
      )} as tell,
      (select ceil(extract(epoch from max(open_at) - statement_timestamp()))::integer ${waiting}) as wait`,
  );
  const [row] = rows;
  if (!row?.taken) {
    return { refusal: { code: 'sign-in-slowed', retryAfterSeconds: row?.wait ?? 1 }, tell: false };
  }
  await forgetOld(db);
  return { refusal: null, tell: row.tell };
}

/**
 * What was tried went well: the counts begin again. An address is given back this one try alone, or whoever has one good
 * password could try others without end.
 */
export async function uncountTry(db: Queryable, counts: readonly Counted[]): Promise<void> {
  const keys = arrayOf(counts);
  const addresses = arrayOf(counts.filter(({ kind }) => kind === 'address'));
  // Held in the order in which they are counted, or two would wait for each other in a ring.
  await prepared(
    db,
    `uncount-try-${namesOf(counts)}`,
    sql`
    with held as materialized (
      select key from sign_in_counts where key = any (${keys}) order by array_position(${keys}, key) for update)
    update sign_in_counts c set open_at = 'epoch',
      tries = case when c.key = any (${addresses}) then greatest(0, c.tries - 1) else 0 end
    from held where c.key = held.key`,
  );
}

/** What of the counts the text of a statement depends on. */
const namesOf = (counts: readonly Counted[]): string => counts.map(({ kind }) => kind).join('-');

const arrayOf = (counts: readonly Counted[]): SQL =>
  sql`array[${sql.join(
    counts.map(({ key }) => sql`${key}::bytea`),
    sql`, `,
  )}]::bytea[]`;

const step = (index: number): SQL => sql.raw(`step${index}`);

/** The tries that are not forgotten, with this one. `counted` in `domain/sign-in-limits.ts` says the same. */
const triesOf = (kind: TryKind): SQL => sql`greatest(0, c.tries -
  floor(greatest(0, extract(epoch from excluded.last_at - c.last_at)) / ${signInLimits[kind].forgetSeconds}::integer)::integer) + 1`;

/** When the next is taken: at any time while tries are free, whatever clock another statement began by. */
const openAt = (kind: TryKind, tries: SQL): SQL => {
  const { free, firstSeconds, mostSeconds } = signInLimits[kind];
  return sql`case when ${tries} < ${free}::integer then 'epoch'::timestamptz else statement_timestamp() + make_interval(secs =>
    least(${mostSeconds}::float8, ${firstSeconds}::float8 * 2 ^ least(${tries} - ${free}::integer, 20))) end`;
};

const toldAt = (kind: TryKind): SQL =>
  kind === 'name'
    ? sql`case when ${triesOf(kind)} >= ${toldAfter.tries}::integer
        and coalesce(c.told_at < excluded.last_at - make_interval(secs => ${toldAfter.againAfterSeconds}::integer), true)
        then excluded.last_at else c.told_at end`
    : sql`c.told_at`;

let forgottenAt = 0;

/** Counts of the day before yesterday slow nobody; looked for once a minute. */
async function forgetOld(db: Queryable): Promise<void> {
  if (Date.now() - forgottenAt < 60_000) return;
  forgottenAt = Date.now();
  await db.execute(sql`delete from sign_in_counts where last_at < now() - interval '2 days'`);
}
