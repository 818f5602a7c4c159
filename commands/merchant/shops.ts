import { and, eq, ne } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { shops, tills } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import type { Answers } from '../../domain/application/answers';
import { readShop } from '../../domain/merchant/business';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';
import { onMerchant, recordMerchantEvent } from './case';
import { suspend } from '../access/suspend';

export interface OnShop {
  merchantId: string;
  shopId: string;
}

/** A shop of a merchant, or null: one of another merchant does not exist. */
export async function shopIn(tx: Queryable, { merchantId, shopId }: OnShop) {
  const [shop] = await tx
    .select()
    .from(shops)
    .where(and(eq(shops.id, shopId), eq(shops.merchantId, merchantId)));
  return shop ?? null;
}

/**
 * Adds a shop, with the id its form chose: sent twice, it is one.
 *
 * Refusals: `not-found`; `act-not-allowed`; `invalid` with a fault for each field, `name-taken` among them.
 */
export async function addShop(
  db: Queryable,
  actor: Actor,
  input: OnShop & { answers: Answers },
): Promise<Outcome<null>> {
  const { values, faults } = readShop(input.answers);
  return onMerchant(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    if (await shopIn(tx, input)) return ok(null);
    if (await isTaken(tx, input, values.name)) return refused(invalid('name', 'name-taken'));
    const added = await tx
      .insert(shops)
      .values({ id: input.shopId, merchantId: input.merchantId, ...values })
      .onConflictDoNothing({ target: shops.id })
      .returning({ id: shops.id });
    if (added.length === 0) return refused({ code: 'not-found' });
    return recordMerchantEvent(tx, held, actor, {
      kind: 'shop-opened',
      shopId: input.shopId,
      shop: values.name,
    });
  });
}

/** Changes what a shop is called, where it is and what it sells. Refusals as for adding. */
export async function changeShop(
  db: Queryable,
  actor: Actor,
  input: OnShop & { answers: Answers },
): Promise<Outcome<null>> {
  const { values, faults } = readShop(input.answers);
  return onMerchant(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    const shop = await shopIn(tx, input);
    if (!shop) return refused({ code: 'not-found' });
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    if (await isTaken(tx, input, values.name)) return refused(invalid('name', 'name-taken'));
    const same = (Object.keys(values) as (keyof typeof values)[]).every(
      (field) => JSON.stringify(shop[field]) === JSON.stringify(values[field]),
    );
    if (same) return ok(null);
    await tx.update(shops).set(values).where(eq(shops.id, shop.id));
    return recordMerchantEvent(tx, held, actor, {
      kind: 'shop-changed',
      shopId: shop.id,
      shop: values.name,
    });
  });
}

/**
 * Closes a shop: it leaves the public list, its tills stop and its cashiers are signed out. What was spent there stays.
 * Refusals: `not-found`; `act-not-allowed`.
 */
export async function closeShop(db: Queryable, actor: Actor, input: OnShop): Promise<Outcome<null>> {
  return onMerchant(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    const shop = await shopIn(tx, input);
    if (!shop) return refused({ code: 'not-found' });
    if (!shop.active) return ok(null);
    await tx.update(shops).set({ active: false }).where(eq(shops.id, shop.id));
    await tx.update(tills).set({ active: false }).where(eq(tills.shopId, shop.id));
    await suspend(tx, and(eq(users.shopId, shop.id), eq(users.role, 'cassiere')));
    return recordMerchantEvent(tx, held, actor, { kind: 'shop-closed', shopId: shop.id, shop: shop.name });
  });
}

/** Opens a closed shop again; its tills and cashiers are started again one by one. Refusals as for closing. */
export async function reopenShop(db: Queryable, actor: Actor, input: OnShop): Promise<Outcome<null>> {
  return onMerchant(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    const shop = await shopIn(tx, input);
    if (!shop) return refused({ code: 'not-found' });
    if (shop.active) return ok(null);
    await tx.update(shops).set({ active: true }).where(eq(shops.id, shop.id));
    return recordMerchantEvent(tx, held, actor, { kind: 'shop-reopened', shopId: shop.id, shop: shop.name });
  });
}

async function isTaken(tx: Queryable, { merchantId, shopId }: OnShop, name: string): Promise<boolean> {
  const rows = await tx
    .select({ id: shops.id })
    .from(shops)
    .where(and(eq(shops.merchantId, merchantId), eq(shops.name, name), ne(shops.id, shopId)));
  return rows.length > 0;
}
