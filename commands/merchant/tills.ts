import { and, eq, ne } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { shops, tills } from '../../db/schema/merchants';
import { readFields } from '../../domain/merchant/business';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';
import { onMerchant, recordMerchantEvent } from './case';
import { shopIn, type OnShop } from './shops';

export interface OnTill {
  merchantId: string;
  tillId: string;
}

/** A till of a merchant with its shop, or null: one of another merchant does not exist. */
export async function tillIn(tx: Queryable, { merchantId, tillId }: OnTill) {
  const [found] = await tx
    .select({ till: tills, shop: shops })
    .from(tills)
    .innerJoin(shops, eq(shops.id, tills.shopId))
    .where(and(eq(tills.id, tillId), eq(tills.merchantId, merchantId)));
  return found ?? null;
}

const nameOf = (name: string) => readFields({ name: { kind: 'text', required: true } } as const, { name });

/**
 * Adds a till to a shop, with the id its form chose: sent twice, it is one.
 *
 * Refusals: `not-found`; `act-not-allowed` (also in a closed shop); `invalid` (`name-taken`).
 */
export async function addTill(
  db: Queryable,
  actor: Actor,
  input: OnShop & OnTill & { name: string },
): Promise<Outcome<null>> {
  const { values, faults } = nameOf(input.name);
  return onMerchant(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    const shop = await shopIn(tx, input);
    if (!shop) return refused({ code: 'not-found' });
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    if (await tillIn(tx, input)) return ok(null);
    if (!shop.active) return refused({ code: 'act-not-allowed' });
    if (await isTaken(tx, shop.id, input.tillId, values.name)) return refused(invalid('name', 'name-taken'));
    const added = await tx
      .insert(tills)
      .values({ id: input.tillId, merchantId: input.merchantId, shopId: shop.id, name: values.name })
      .onConflictDoNothing({ target: tills.id })
      .returning({ id: tills.id });
    if (added.length === 0) return refused({ code: 'not-found' });
    const event = { kind: 'till-added', tillId: input.tillId, till: values.name, shop: shop.name } as const;
    return recordMerchantEvent(tx, held, actor, event);
  });
}

/** Gives a till another name. Refusals: `not-found`; `act-not-allowed`; `invalid` (`name-taken`). */
export async function renameTill(
  db: Queryable,
  actor: Actor,
  input: OnTill & { name: string },
): Promise<Outcome<null>> {
  const { values, faults } = nameOf(input.name);
  return onMerchant(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    const found = await tillIn(tx, input);
    if (!found) return refused({ code: 'not-found' });
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const { till, shop } = found;
    if (till.name === values.name) return ok(null);
    if (await isTaken(tx, shop.id, till.id, values.name)) return refused(invalid('name', 'name-taken'));
    await tx.update(tills).set({ name: values.name }).where(eq(tills.id, till.id));
    const event = { kind: 'till-renamed', tillId: till.id, till: values.name, shop: shop.name } as const;
    return recordMerchantEvent(tx, held, actor, event);
  });
}

/**
 * Stops a till, whose keys open nothing from then on, or starts it again in a shop that is open.
 * Refusals: `not-found`; `act-not-allowed`.
 */
export async function switchTill(
  db: Queryable,
  actor: Actor,
  input: OnTill & { active: boolean },
): Promise<Outcome<null>> {
  return onMerchant(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    const found = await tillIn(tx, input);
    if (!found) return refused({ code: 'not-found' });
    const { till, shop } = found;
    if (till.active === input.active) return ok(null);
    if (input.active && !shop.active) return refused({ code: 'act-not-allowed' });
    await tx.update(tills).set({ active: input.active }).where(eq(tills.id, till.id));
    return recordMerchantEvent(tx, held, actor, {
      kind: input.active ? 'till-restarted' : 'till-stopped',
      tillId: till.id,
      till: till.name,
      shop: shop.name,
    });
  });
}

async function isTaken(tx: Queryable, shopId: string, tillId: string, name: string): Promise<boolean> {
  const rows = await tx
    .select({ id: tills.id })
    .from(tills)
    .where(and(eq(tills.shopId, shopId), eq(tills.name, name), ne(tills.id, tillId)));
  return rows.length > 0;
}
