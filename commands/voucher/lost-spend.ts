import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { idempotencyKeys } from '../../db/schema/delivery';
import { isIdempotencyKey } from '../../domain/idempotency-key';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';

/** No request is like this one: whatever else comes with the key is refused as another. */
const givenUp = createHash('sha256').update('given up').digest();

/**
 * What became of a spend whose answer was lost, by its key: the spend, or null where none was recorded. Then none ever
 * will be under that key: a request that is still on its way finds it used. A spend in progress is awaited.
 */
export async function lostSpend(
  db: Queryable,
  actor: Actor,
  key: string,
): Promise<Outcome<{ redemptionId: string | null }>> {
  if (actor.kind === 'system' || !may(actor, 'voucher.redeem', false)) return refused({ code: 'forbidden' });
  if (!isIdempotencyKey(key)) return refused(invalid('key', 'required'));
  const mine = and(eq(idempotencyKeys.actorId, actor.id), eq(idempotencyKeys.key, key));
  const outcome = refused({ code: 'idempotency-key-reused' as const });
  await db
    .insert(idempotencyKeys)
    .values({ actorId: actor.id, key, requestSha256: givenUp, outcome })
    .onConflictDoNothing();
  const [call] = await db.select({ outcome: idempotencyKeys.outcome }).from(idempotencyKeys).where(mine);
  return ok({ redemptionId: call?.outcome?.ok ? redemptionOf(call.outcome.value) : null });
}

function redemptionOf(value: unknown): string | null {
  const { redemptionId } = Object(value) as { redemptionId?: unknown };
  return typeof redemptionId === 'string' ? redemptionId : null;
}
