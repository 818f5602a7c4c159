import { sql } from 'drizzle-orm';
import { drawnUntil } from '../../domain/waiting-room/turn';
import type { Queue } from '../../domain/waiting-room/queue';
import { goneAfterSeconds } from '../../domain/waiting-room/queue';
import type { Queryable } from '../client';
import { waitingRoom } from '../schema/waiting-room';

/** At most so many marks: the place of somebody between two of them is known to a five-hundredth of the queue. */
const markCount = 500;

/**
 * The queue as all processes share it: how far the calls have come, how many were called ever, and the turns that wait of
 * those who have asked lately.
 *
 * @param opening turns of before it do not count, in milliseconds of Unix time, or null
 */
export async function readQueue(db: Queryable, opening: number | null): Promise<Queue & { calls: number }> {
  const { rows } = await db.execute<{
    called: string;
    calls: string;
    horizon: string;
    density: number;
    turn: string | null;
    place: string | null;
  }>(
    sql`
    with waiting as (
      select turn, row_number() over (order by turn) as place, count(*) over () as total
      from waiting_turns
      where turn > (select greatest(called, ${(opening ?? 0) * 1_000 - 1}::bigint) from waiting_room)
        and seen_at > now() - make_interval(secs => ${goneAfterSeconds}::integer))
    select called, calls, greatest(horizon, ${drawnUntil(opening)}::bigint) as horizon, density, turn, place
    from waiting_room
    left join waiting on place % greatest(1, total / ${markCount}::integer) = 0 or place = total
    order by turn`,
  );
  const [room] = rows;
  return {
    called: Number(room?.called ?? 0),
    calls: Number(room?.calls ?? 0),
    horizon: Number(room?.horizon ?? 0),
    density: room?.density ?? 0,
    marks: rows.flatMap(({ turn, place }) =>
      turn === null ? [] : [{ turn: Number(turn), place: Number(place) }],
    ),
  };
}

/** What of the queue costs the same however many wait: all but the marks. */
export async function readCalls(
  db: Queryable,
  opening: number | null,
): Promise<Omit<Queue, 'marks'> & { calls: number }> {
  const { called, calls, horizon, density } = waitingRoom;
  const [room] = await db.select({ called, calls, horizon, density }).from(waitingRoom);
  const known = room ?? { called: 0, calls: 0, horizon: 0, density: 0 };
  return { ...known, horizon: Math.max(known.horizon, drawnUntil(opening)) };
}
