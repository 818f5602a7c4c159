import { asc, desc, eq, inArray } from 'drizzle-orm';
import { maskedIban } from '../../../domain/iban';
import type { MerchantEvent } from '../../../domain/merchant/events';
import type { Queryable } from '../../client';
import { merchantEvents, merchants, shops, tillKeys, tills } from '../../schema/merchants';
import { users } from '../../schema/people';

/** A merchant with its shops, their tills, and the people who sign in for it; or null. */
export async function merchantFile(db: Queryable, merchantId: string) {
  const [merchant] = await db.select().from(merchants).where(eq(merchants.id, merchantId));
  if (!merchant) return null;
  const [ownShops, ownTills, people] = await Promise.all([
    db
      .select()
      .from(shops)
      .where(eq(shops.merchantId, merchantId))
      .orderBy(desc(shops.active), asc(shops.createdAt), shops.id),
    db
      .select()
      .from(tills)
      .where(eq(tills.merchantId, merchantId))
      .orderBy(desc(tills.active), asc(tills.name)),
    db
      .select({
        id: users.id,
        username: users.username,
        familyName: users.familyName,
        givenName: users.givenName,
        email: users.email,
        role: users.role,
        active: users.active,
        shopId: users.shopId,
        mustChangePassword: users.mustChangePassword,
      })
      .from(users)
      .where(eq(users.merchantId, merchantId))
      .orderBy(desc(users.role), asc(users.familyName), asc(users.givenName)),
  ]);
  return {
    merchant,
    shops: ownShops.map((shop) => ({ ...shop, tills: ownTills.filter(({ shopId }) => shopId === shop.id) })),
    people,
  };
}

export type MerchantFile = NonNullable<Awaited<ReturnType<typeof merchantFile>>>;
export type ShopFile = MerchantFile['shops'][number];
export type MerchantPerson = MerchantFile['people'][number];

/** The keys of some tills, without what would open anything: those in use first, newest first. */
export const keysOf = (db: Queryable, tillIds: readonly string[]) =>
  tillIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          id: tillKeys.id,
          tillId: tillKeys.tillId,
          ending: tillKeys.ending,
          createdAt: tillKeys.createdAt,
          revokedAt: tillKeys.revokedAt,
        })
        .from(tillKeys)
        .where(inArray(tillKeys.tillId, [...tillIds]))
        .orderBy(desc(tillKeys.revokedAt), desc(tillKeys.createdAt));

export type KeyRow = Awaited<ReturnType<typeof keysOf>>[number];

/** What happened to a merchant, newest first, with who did it; IBANs are masked. */
export async function merchantHistory(db: Queryable, merchantId: string) {
  const rows = await db
    .select({
      number: merchantEvents.number,
      event: merchantEvents.payload,
      actorKind: merchantEvents.actorKind,
      familyName: users.familyName,
      givenName: users.givenName,
      at: merchantEvents.at,
    })
    .from(merchantEvents)
    .leftJoin(users, eq(users.id, merchantEvents.actorId))
    .where(eq(merchantEvents.merchantId, merchantId))
    .orderBy(desc(merchantEvents.number));
  return rows.map(({ event, familyName, givenName, ...row }) => ({
    ...row,
    event: withoutAccounts(event),
    by: familyName === null ? null : `${givenName} ${familyName}`,
  }));
}

export type MerchantHistoryRow = Awaited<ReturnType<typeof merchantHistory>>[number];

const withoutAccounts = (event: MerchantEvent): MerchantEvent =>
  event.kind === 'account-changed'
    ? { ...event, from: event.from && maskedIban(event.from), to: maskedIban(event.to) }
    : event;
