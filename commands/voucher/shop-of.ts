import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { shops, tills } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import type { Actor } from '../../domain/roles';

/**
 * The shop a spend is made in: that of the till or of the cashier, else the one that was chosen, else the merchant's
 * first. Null for a merchant that has none, and for the shop of another.
 */
export async function shopOf(
  tx: Queryable,
  actor: Exclude<Actor, { kind: 'system' }>,
  merchantId: string,
  chosen?: string,
): Promise<string | null> {
  const table = actor.kind === 'till' ? tills : users;
  const [bound] = await tx.select({ shopId: table.shopId }).from(table).where(eq(table.id, actor.id));
  const shopId = bound?.shopId ?? chosen;
  const [shop] = await tx
    .select({ id: shops.id })
    .from(shops)
    .where(and(eq(shops.merchantId, merchantId), shopId === undefined ? sql`true` : eq(shops.id, shopId)))
    .orderBy(shops.createdAt, shops.id)
    .limit(1);
  return shop?.id ?? null;
}
