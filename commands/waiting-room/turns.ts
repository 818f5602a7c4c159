import { lt, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { waitingRoom, waitingTurns } from '../../db/schema/waiting-room';
import { densitySeconds, movedHorizon, wantedSeconds } from '../../domain/waiting-room/horizon';
import { goneAfterSeconds, soonSeconds } from '../../domain/waiting-room/queue';
import { drawnUntil } from '../../domain/waiting-room/turn';

/** Somebody who waits. */
export interface Waiting {
  /** Sixteen bytes: of the browser, or of the person where they are signed in. */
  holder: Buffer;
  /** Microseconds of Unix time. */
  arrivedAt: number;
  turn: number;
  /** When they have been told to come again. */
  seenAt: Date;
}

/**
 * Writes down all who have asked lately, in one statement. Who has a turn already keeps the earlier one, whichever browser
 * they come back with; a turn of before the last opening gives way to the one that was drawn at it.
 *
 * @param opening in milliseconds of Unix time, or null
 * @returns those who had come earlier than they say now
 */
export async function keepTurns(
  db: Queryable,
  waiting: readonly Waiting[],
  opening: number | null,
): Promise<Omit<Waiting, 'seenAt'>[]> {
  if (waiting.length === 0) return [];
  // Held in one order, or two processes that write the same people could wait for each other.
  const rows = waiting.toSorted((one, other) => one.holder.compare(other.holder));
  const { turn, arrivedAt } = waitingTurns;
  const keeps = sql`${turn} >= ${(opening ?? 0) * 1_000} and ${turn} < excluded.turn`;
  const column = (of: (row: Waiting) => unknown) => sql.param(rows.map(of));
  const kept = await db
    .insert(waitingTurns)
    // In four arrays: thousands of parameters would hold up the event loop.
    .select(
      sql`select * from unnest(${column(({ holder }) => holder)}::bytea[], ${column((row) => row.arrivedAt)}::bigint[],
        ${column((row) => row.turn)}::bigint[], ${column(({ seenAt }) => seenAt)}::timestamptz[])`,
    )
    .onConflictDoUpdate({
      target: waitingTurns.holder,
      set: {
        arrivedAt: sql`case when ${keeps} then ${arrivedAt} else excluded.arrived_at end`,
        turn: sql`case when ${keeps} then ${turn} else excluded.turn end`,
        seenAt: sql`excluded.seen_at`,
      },
    })
    .returning({ holder: waitingTurns.holder, arrivedAt, turn });
  const said = new Map(rows.map((row) => [row.holder.toString('hex'), row.turn]));
  return kept.filter((row) => row.turn < (said.get(row.holder.toString('hex')) ?? 0));
}

/** Which of those who wait are called. */
interface Calling {
  count: number;
  opening: number | null;
  settled: number;
  perSecond: number;
}

/**
 * Calls the next of those who wait, and has who came after them take places where few are left; processes that call at the
 * same time call different ones.
 *
 * @param count of those who come again soon, or fewer where fewer do: with them everybody is called whose turn is before
 *   theirs, though they come later, or nobody would come while those who are next were told to wait for minutes
 * @param opening turns of before it are not called, in milliseconds of Unix time, or null
 * @param settled nor are turns after this one: some before it may not have come yet to take theirs
 * @param perSecond how many all processes call in a second
 */
export async function callTurns(
  db: Queryable,
  { count, opening, settled, perSecond }: Calling,
): Promise<void> {
  const from = (opening ?? 0) * 1_000;
  await db.transaction(async (tx) => {
    const [room] = await tx.select().from(waitingRoom).for('update');
    const after = Math.max(room?.called ?? 0, from - 1);
    const stood = room?.horizon ?? 0;
    await moveHorizon(tx, { after, stood, from: Math.max(stood, drawnUntil(opening)), perSecond });
    await tx.execute(sql`
      with soon as (
        select turn from waiting_turns
        where turn > ${after}::bigint and turn <= ${settled}::bigint
          and seen_at between now() - make_interval(secs => ${goneAfterSeconds}::integer)
          and now() + make_interval(secs => ${soonSeconds}::integer)
        order by turn limit ${count}::integer)
      update waiting_room
      set called = greatest(called, (select max(turn) from soon)), calls = calls + ${count}::integer`);
  });
}

/** Has people take places up to a later moment of arrival, where few are left who wait with theirs. */
async function moveHorizon(
  tx: Queryable,
  { after, stood, from, perSecond }: { after: number; stood: number; from: number; perSecond: number },
): Promise<void> {
  const wanted = Math.ceil(perSecond * wantedSeconds);
  const { rows } = await tx.execute<{ now: string; moved: number; waiting: string; stayed: string }>(sql`
    select (extract(epoch from now()) * 1000000)::bigint as now,
      extract(epoch from now() - moved_at)::float8 as moved,
      (select count(*) from (
        select 1 from waiting_turns
        where turn > ${after}::bigint and turn <= ${from}::bigint
          and seen_at > now() - make_interval(secs => ${goneAfterSeconds}::integer)
        limit ${wanted}::integer) as those) as waiting,
      (select count(*) from waiting_turns
        where turn > ${from - densitySeconds * 1_000_000}::bigint and turn <= ${from}::bigint) as stayed
    from waiting_room`);
  const [known] = rows;
  const density = Number(known?.stayed ?? 0) / densitySeconds;
  const at = movedHorizon({
    at: from,
    now: Number(known?.now ?? 0),
    movedSecondsAgo: known?.moved ?? 0,
    waiting: Number(known?.waiting ?? 0),
    wanted,
    density,
  });
  if (at > stood) await tx.update(waitingRoom).set({ horizon: at, density, movedAt: sql`now()` });
}

/** Forgets who has not been here for a day. */
export async function forgetTurns(db: Queryable): Promise<void> {
  await db.delete(waitingTurns).where(lt(waitingTurns.seenAt, sql`now() - interval '1 day'`));
}
