import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { shops, tillKeys, tills } from '../../db/schema/merchants';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';
import { onMerchant, recordMerchantEvent } from './case';
import { tillIn, type OnTill } from './tills';

/**
 * Makes a key for a till: 256 random bits, told this once; only its hash is kept. The till's other keys go on, so that the
 * software may be given the new one before the old one is revoked. A form sent again makes no second key, and learns
 * none: `key` is null.
 *
 * Refusals: `not-found`; `act-not-allowed` (also for a till that was stopped); `forbidden` (no person).
 */
export async function makeTillKey(
  db: Queryable,
  actor: Actor,
  input: OnTill & { keyId: string },
): Promise<Outcome<{ key: string | null }>> {
  if (actor.kind !== 'user') return refused({ code: 'forbidden' });
  return onMerchant<{ key: string | null }>(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    const found = await tillIn(tx, input);
    if (!found) return refused({ code: 'not-found' });
    const { till, shop } = found;
    const [earlier] = await tx.select().from(tillKeys).where(eq(tillKeys.id, input.keyId));
    if (earlier) return earlier.tillId === till.id ? ok({ key: null }) : refused({ code: 'not-found' });
    if (!till.active) return refused({ code: 'act-not-allowed' });
    const key = `bs_${randomBytes(32).toString('base64url')}`;
    const ending = key.slice(-4);
    await tx.insert(tillKeys).values({
      id: input.keyId,
      tillId: till.id,
      keyHash: createHash('sha256').update(key).digest(),
      ending,
      createdBy: actor.id,
    });
    const event = { kind: 'key-made', ending, tillId: till.id, till: till.name, shop: shop.name } as const;
    const recorded = await recordMerchantEvent(tx, held, actor, event);
    return recorded.ok ? ok({ key }) : recorded;
  });
}

/** Revokes a key: the next call with it opens nothing. Refusals: `not-found`; `forbidden` (no person). */
export async function revokeTillKey(
  db: Queryable,
  actor: Actor,
  { merchantId, keyId }: { merchantId: string; keyId: string },
): Promise<Outcome<null>> {
  if (actor.kind !== 'user') return refused({ code: 'forbidden' });
  return onMerchant(db, actor, 'merchant.run', merchantId, async (tx, held) => {
    const [found] = await tx
      .select({ key: tillKeys, till: tills, shop: shops })
      .from(tillKeys)
      .innerJoin(tills, eq(tills.id, tillKeys.tillId))
      .innerJoin(shops, eq(shops.id, tills.shopId))
      .where(and(eq(tillKeys.id, keyId), eq(tills.merchantId, merchantId)));
    if (!found) return refused({ code: 'not-found' });
    const { key, till, shop } = found;
    if (key.revokedAt) return ok(null);
    await tx
      .update(tillKeys)
      .set({ revokedAt: sql`clock_timestamp()`, revokedBy: actor.id })
      .where(and(eq(tillKeys.id, keyId), isNull(tillKeys.revokedAt)));
    return recordMerchantEvent(tx, held, actor, {
      kind: 'key-revoked',
      ending: key.ending,
      tillId: till.id,
      till: till.name,
      shop: shop.name,
    });
  });
}
