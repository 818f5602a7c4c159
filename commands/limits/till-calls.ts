import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client';
import { prepared } from '../../db/prepared';
import type { Refusal } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { callsOfTill } from '../../domain/voucher/limits';
import { forEachDatabase, inGroups } from '../group-commit';
import type { Outcome } from '../transaction';
import { untilNextMinute } from './attempts';

type Till = Extract<Actor, { kind: 'till' }>;

/**
 * The till a key belongs to, with that key and its call counted; null for a key that opens nothing. Keys that come at the same time are
 * looked up in one statement, which is asked anew each time: a revoked key opens nothing from that moment on.
 *
 * Refuses with `too-many-requests` a till that calls more often than a counter can.
 *
 * @param keyHash SHA-256 of the key, in hexadecimal
 */
export const callOfTill = (db: Database, keyHash: string): Promise<Outcome<Till | null>> =>
  lookUp(db)(keyHash);

const lookUp = forEachDatabase((db: Database) =>
  inGroups((keyHashes: readonly string[]) => tillsOf(db, keyHashes), { size: 64, atOnce: 1 }),
);

interface Counted extends Record<string, unknown> {
  hash: string;
  id: string;
  key_id: string;
  merchant_id: string;
  calls: number;
  wait: number;
}

async function tillsOf(db: Database, keyHashes: readonly string[]): Promise<Outcome<Till | null>[]> {
  const { rows } = await prepared<Counted>(
    db,
    'till-calls',
    sql`
    with caller as (
      select k.key_hash, k.id as key_id, t.id, t.merchant_id, asked.calls
      from (select decode(hash, 'hex') as hash, count(*) as calls from unnest(${sql.param(keyHashes)}::text[]) as hash group by 1) as asked
      join till_keys k on k.key_hash = asked.hash and k.revoked_at is null
      join tills t on t.id = k.till_id and t.active),
    counted as (
      insert into till_calls as known
      select id, date_trunc('minute', clock_timestamp()), sum(calls) from caller group by id order by id
      on conflict (till_id) do update set
        calls = case when known.minute = excluded.minute then known.calls else 0 end + excluded.calls,
        minute = excluded.minute
      returning till_id, calls)
    select encode(key_hash, 'hex') as hash, id, key_id, merchant_id, counted.calls, ${untilNextMinute} as wait
    from caller join counted on till_id = id`,
  );
  const callers = new Map(rows.map((row) => [row.hash, row]));
  return keyHashes.map((hash) => {
    const caller = callers.get(hash);
    if (!caller) return ok(null);
    const { id, key_id: keyId, merchant_id: merchantId, calls, wait } = caller;
    // All calls of a group are over the limit, or none: it is reached by those that came before.
    if (calls > callsOfTill.times) return tooMany(wait);
    return ok({ kind: 'till', role: 'esercente', id, merchantId, keyId });
  });
}

const tooMany = (retryAfterSeconds: number): { ok: false; error: Refusal } =>
  refused({ code: 'too-many-requests', retryAfterSeconds });
