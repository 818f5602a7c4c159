import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { prepared } from '../../db/prepared';
import { wrongCodes } from '../../db/schema/merchants';
import type { Refusal } from '../../domain/refusal';
import { refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import {
  waitAfter,
  wrongCodesOfCaller,
  wrongCodesOfMerchant,
  wrongCodesRemembered,
} from '../../domain/voucher/limits';
import type { Outcome } from '../transaction';

/** Who tries codes: a till, or a person of a merchant. */
export type Caller = Exclude<Actor, { kind: 'system' }> & { merchantId: string };

/** The codes that opened nothing lately, and those that are found to open nothing meanwhile. */
export interface WrongCodes {
  /** Why a caller may try none now, right or wrong, or null. */
  refusalOf: (caller: Caller) => Refusal | null;
  add: (caller: Caller) => void;
  /** Writes down what was added: who tried and when, never the code, which may be a slip of a true one. */
  write: (tx: Queryable) => Promise<void>;
}

interface Known extends Record<string, unknown> {
  merchantId: string;
  actorId: string;
  /** When it was tried, and the present moment, in milliseconds. */
  at: number;
  now: number;
}

export async function wrongCodesOf(tx: Queryable, merchantIds: readonly string[]): Promise<WrongCodes> {
  const { rows: known } = await prepared<Known>(
    tx,
    'wrong-codes',
    sql`
    select merchant_id as "merchantId", actor_id as "actorId", (extract(epoch from at) * 1000)::float8 as at,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as now
    from wrong_codes where merchant_id = any (${sql.param(merchantIds)}::uuid[])
      and at > clock_timestamp() - make_interval(mins => ${wrongCodesRemembered}::integer)
    order by at desc`,
  );
  const added: Caller[] = [];
  // Where nobody has tried any lately, those of the group alone are compared with one another.
  const now = known[0]?.now ?? Date.now();
  const times = (mine: (one: { merchantId: string; actorId: string }) => boolean): number[] => [
    ...added.filter(({ id, merchantId }) => mine({ actorId: id, merchantId })).map(() => now),
    ...known.filter(mine).map(({ at }) => at),
  ];
  return {
    refusalOf: ({ id, merchantId }) => {
      if (known.length === 0 && added.length === 0) return null;
      const waits = [
        waitAfter(
          times(({ actorId }) => actorId === id),
          wrongCodesOfCaller,
          now,
        ),
        waitAfter(
          times((one) => one.merchantId === merchantId),
          wrongCodesOfMerchant,
          now,
        ),
      ];
      const retryAfterSeconds = Math.max(...waits.map((wait) => wait ?? 0));
      return retryAfterSeconds > 0 ? { code: 'too-many-requests', retryAfterSeconds } : null;
    },
    add: (caller) => added.push(caller),
    write: async (writing) => {
      if (added.length === 0) return;
      await writing.insert(wrongCodes).values(
        added.map(({ kind, id, merchantId }) => ({
          id: newId(),
          merchantId,
          actorKind: kind,
          actorId: id,
        })),
      );
    },
  };
}

/** Whether a refusal says that a code opens nothing. */
export const isWrongCode = ({ code }: Refusal): boolean =>
  code === 'voucher-not-found' || code === 'voucher-replaced';

/**
 * Performs an act that opens a voucher by its code, unless its caller has tried too many that open nothing; one more of
 * those is written down, whatever becomes of the act's own transaction.
 */
export async function withinWrongCodes<T>(
  db: Queryable,
  caller: Caller,
  act: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const tried = await wrongCodesOf(db, [caller.merchantId]);
  const refusal = tried.refusalOf(caller);
  if (refusal) return refused(refusal);
  const outcome = await act();
  if (!outcome.ok && isWrongCode(outcome.error)) {
    tried.add(caller);
    await tried.write(db);
  }
  return outcome;
}
