import { and, asc, eq, isNull, or } from 'drizzle-orm';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../client';
import { merchants, shops, tills } from '../schema/merchants';
import { users } from '../schema/people';

/** Where somebody of a merchant stands. */
export interface Counter {
  merchantId: string;
  merchant: string;
  /** The shop somebody stands in and never leaves: a cashier's. Null for who may choose. */
  boundTo: string | null;
  /** Shops that are open, the first being the one a spend is made in where none is chosen. */
  shops: { id: string; name: string }[];
}

/** The shops a person of a merchant may stand in; null for who belongs to none. */
export async function counterOf(
  db: Queryable,
  actor: Extract<Actor, { kind: 'user' }>,
): Promise<Counter | null> {
  if (actor.merchantId === null) return null;
  const [[merchant], [person], open] = await Promise.all([
    db.select({ name: merchants.name }).from(merchants).where(eq(merchants.id, actor.merchantId)),
    db.select({ shopId: users.shopId }).from(users).where(eq(users.id, actor.id)),
    db
      .select({ id: shops.id, name: shops.name })
      .from(shops)
      .where(and(eq(shops.merchantId, actor.merchantId), eq(shops.active, true)))
      .orderBy(asc(shops.createdAt), asc(shops.id)),
  ]);
  if (!merchant) return null;
  // A cashier whose shop was not written down spends in the first, and sees no more than that.
  const boundTo = person?.shopId ?? (actor.role === 'cassiere' ? (open[0]?.id ?? null) : null);
  return { merchantId: actor.merchantId, merchant: merchant.name, boundTo, shops: open };
}

/** Who records spends for a merchant, people and tills, by name; of one shop where given. */
export async function countersOf(
  db: Queryable,
  merchantId: string,
  shopId: string | null,
): Promise<{ id: string; name: string }[]> {
  const [people, machines] = await Promise.all([
    db
      .select({ id: users.id, givenName: users.givenName, familyName: users.familyName })
      .from(users)
      .where(
        and(
          eq(users.merchantId, merchantId),
          // Who is bound to no shop may stand in any.
          shopId === null ? undefined : or(eq(users.shopId, shopId), isNull(users.shopId)),
        ),
      ),
    db
      .select({ id: tills.id, name: tills.name, shop: shops.name })
      .from(tills)
      .innerJoin(shops, eq(shops.id, tills.shopId))
      .where(and(eq(tills.merchantId, merchantId), shopId === null ? undefined : eq(tills.shopId, shopId))),
  ]);
  return [
    ...people.map(({ id, givenName, familyName }) => ({ id, name: `${givenName} ${familyName}` })),
    ...machines.map(({ id, name, shop }) => ({ id, name: `${name} · ${shop}` })),
  ].toSorted((one, other) => one.name.localeCompare(other.name, 'it'));
}
