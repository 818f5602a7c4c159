import { sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { prepared } from '../../db/prepared';
import type { Refusal } from '../../domain/refusal';
import { attemptsOnVoucher } from '../../domain/voucher/limits';

/** A minute's limit that is reached is waited for until the minute is over. */
export const untilNextMinute = sql<number>`ceil(60 - extract(second from clock_timestamp()))::int`;

/**
 * Counts what is asked of vouchers in this minute, a code for each attempt, and answers for each in turn why there were
 * too many, or null. Codes that open nothing are counted as wrong ones instead.
 */
export async function countAttempts(tx: Queryable, codes: readonly string[]): Promise<(Refusal | null)[]> {
  if (codes.length === 0) return [];
  const { rows } = await prepared<{ code: string; attempts: number; wait: number }>(
    tx,
    'voucher-attempts',
    sql`
    with tried as (
      select v.id, v.code, count(*) as attempts from unnest(${sql.param(codes)}::text[]) as typed
      join vouchers v on v.code = typed where v.code = any (${sql.param(codes)}::text[]) group by v.id order by v.id),
    counted as (
      insert into voucher_attempts as known
      select id, date_trunc('minute', clock_timestamp()), attempts from tried
      on conflict (voucher_id) do update set
        attempts = case when known.minute = excluded.minute then known.attempts else 0 end + excluded.attempts,
        minute = excluded.minute
      returning voucher_id, attempts)
    select code, counted.attempts, ${untilNextMinute} as wait from tried join counted on voucher_id = id`,
  );
  const counted = new Map(rows.map((row) => [row.code, row]));
  // From the last backwards: the last attempt is the one that made the count what it is.
  return codes
    .toReversed()
    .map((code): Refusal | null => {
      const row = counted.get(code);
      const over = row !== undefined && row.attempts-- > attemptsOnVoucher.times;
      return over ? { code: 'too-many-requests', retryAfterSeconds: row.wait } : null;
    })
    .toReversed();
}
