import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import { after, civilZone, type Term } from '../../domain/calendar';
import type { Cents } from '../../domain/money';
import type { Queryable } from '../client';
import { databaseNow } from './clock';
import { codeEnd } from './code-in-force';
import { applications, programmeVersions } from '../schema/applications';
import { accounts, redemptions, redemptionVoids, vouchers } from '../schema/ledger';
import { merchants, shops, tillKeys, tills } from '../schema/merchants';
import { users } from '../schema/people';

/** Which spends of a merchant are asked for: all of them, or those of a shop, of a counter. */
export interface SpendFilter {
  merchantId: string;
  /** Civil days `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  shopId?: string | undefined;
  /** The person or the till that recorded them. */
  actorId?: string | undefined;
  /** The key of a till that they were made with. */
  keyId?: string | undefined;
}

/** Who recorded a spend, as shops know them: the person's name or the till's. */
const recordedBy = sql<string>`case ${redemptions.actorKind}
  when 'user' then concat_ws(' ', ${users.givenName}, ${users.familyName}) else ${tills.name} end`;

/** The key a till spent with, by what its page calls it; null for people, and for spends from before keys were recorded. */
const key = { ending: tillKeys.ending, createdAt: tillKeys.createdAt };

/** The length of time in which the programme lets a spend be taken back. */
const voidWindow = sql<Term>`${programmeVersions.rules} -> 'terms' ->> 'voidWindow'`;

const startOf = (day: SQL): SQL => sql`(${day})::timestamp at time zone ${sql.raw(`'${civilZone}'`)}`;

const asked = ({ merchantId, from, to, shopId, actorId, keyId }: SpendFilter): SQL | undefined =>
  and(
    eq(redemptions.merchantId, merchantId),
    sql`${redemptions.at} >= ${startOf(sql`${from}::date`)}`,
    sql`${redemptions.at} < ${startOf(sql`${to}::date + 1`)}`,
    shopId === undefined ? undefined : eq(redemptions.shopId, shopId),
    actorId === undefined ? undefined : eq(redemptions.actorId, actorId),
    keyId === undefined ? undefined : eq(redemptions.tillKeyId, keyId),
  );

const isVoidable = (spend: { at: Date; voidedAt: Date | null; voidWindow: Term }, now: Date): boolean =>
  spend.voidedAt === null && now <= after(spend.at, spend.voidWindow);

/**
 * Spends of a merchant, newest first, a page by key: with the code's last letters only, where and by whom each was
 * recorded, and whether it may still be taken back.
 *
 * @param page.after id of the last spend of the page before
 */
export async function spendsPage(
  db: Queryable,
  filter: SpendFilter,
  page: { after?: string | undefined; limit: number },
) {
  const now = await databaseNow(db);
  const spends = await db
    .select({
      id: redemptions.id,
      at: redemptions.at,
      amountCents: redemptions.amountCents,
      receiptNumber: redemptions.receiptNumber,
      codeEnd,
      shop: shops.name,
      by: recordedBy,
      key,
      voidedAt: redemptionVoids.at,
      voidReason: redemptionVoids.reason,
      voidWindow,
    })
    .from(redemptions)
    .innerJoin(shops, eq(shops.id, redemptions.shopId))
    .innerJoin(vouchers, eq(vouchers.id, redemptions.voucherId))
    .innerJoin(applications, eq(applications.id, vouchers.applicationId))
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .leftJoin(redemptionVoids, eq(redemptionVoids.redemptionId, redemptions.id))
    .leftJoin(users, eq(users.id, redemptions.actorId))
    .leftJoin(tills, eq(tills.id, redemptions.actorId))
    .leftJoin(tillKeys, eq(tillKeys.id, redemptions.tillKeyId))
    .where(
      and(
        asked(filter),
        page.after === undefined
          ? undefined
          : sql`(${redemptions.at}, ${redemptions.id}) <
              (select r.at, r.id from ${redemptions} as r where r.id = ${page.after})`,
      ),
    )
    .orderBy(desc(redemptions.at), desc(redemptions.id))
    .limit(page.limit);
  return spends.map((spend) => ({ ...spend, voidable: isVoidable(spend, now) }));
}

export type SpendRow = Awaited<ReturnType<typeof spendsPage>>[number];

/** What was recorded at a counter of a shop: spends that stand, and those taken back. */
export interface CounterFigures {
  shopId: string;
  shop: string;
  actorId: string;
  by: string;
  count: number;
  cents: Cents;
  voidedCount: number;
  voidedCents: Cents;
}

/** The figures of the spends asked for, shop by shop and counter by counter; none where nothing was spent. */
export async function spendFigures(db: Queryable, filter: SpendFilter): Promise<CounterFigures[]> {
  const stands = sql`${redemptionVoids.redemptionId} is null`;
  const sumOf = (which: SQL): SQL<number> =>
    sql<number>`coalesce(sum(${redemptions.amountCents}) filter (where ${which}), 0)`.mapWith(Number);
  const countOf = (which: SQL): SQL<number> => sql<number>`count(*) filter (where ${which})`.mapWith(Number);
  return db
    .select({
      shopId: redemptions.shopId,
      shop: shops.name,
      actorId: redemptions.actorId,
      by: sql<string>`min(${recordedBy})`,
      count: countOf(stands),
      cents: sumOf(stands),
      voidedCount: countOf(sql`not ${stands}`),
      voidedCents: sumOf(sql`not ${stands}`),
    })
    .from(redemptions)
    .innerJoin(shops, eq(shops.id, redemptions.shopId))
    .leftJoin(redemptionVoids, eq(redemptionVoids.redemptionId, redemptions.id))
    .leftJoin(users, eq(users.id, redemptions.actorId))
    .leftJoin(tills, eq(tills.id, redemptions.actorId))
    .where(asked(filter))
    .groupBy(redemptions.shopId, shops.name, redemptions.actorId)
    .orderBy(shops.name, sql`4`);
}

/**
 * How much was spent at a till with each of its keys, by the keys' ids: spends that stand, and those taken back. Those from
 * before keys were recorded are under no key.
 */
export async function spendsByKey(db: Queryable, till: { merchantId: string; tillId: string }) {
  const rows = await db
    .select({
      keyId: redemptions.tillKeyId,
      count: sql<number>`count(*)`.mapWith(Number),
      cents: sql<number>`sum(${redemptions.amountCents})`.mapWith(Number),
    })
    .from(redemptions)
    .where(
      and(
        eq(redemptions.merchantId, till.merchantId),
        eq(redemptions.actorKind, 'till'),
        eq(redemptions.actorId, till.tillId),
      ),
    )
    .groupBy(redemptions.tillKeyId);
  return new Map(rows.map(({ keyId, ...spent }) => [keyId, spent]));
}

/**
 * A spend of this merchant with all that its page shows, and whether it may still be taken back; or null.
 *
 * @param shopId the only shop whose spends may be seen, or null
 */
export async function spendFile(
  db: Queryable,
  { merchantId, shopId }: { merchantId: string; shopId: string | null },
  redemptionId: string,
) {
  const [found] = await db
    .select({
      redemption: redemptions,
      merchant: merchants.name,
      shop: { name: shops.name, address: shops.address, municipality: shops.municipality },
      by: recordedBy,
      key,
      codeEnd,
      balanceCents: accounts.balanceCents,
      voidedAt: redemptionVoids.at,
      voidReason: redemptionVoids.reason,
      voidWindow,
    })
    .from(redemptions)
    .innerJoin(merchants, eq(merchants.id, redemptions.merchantId))
    .innerJoin(shops, eq(shops.id, redemptions.shopId))
    .innerJoin(vouchers, eq(vouchers.id, redemptions.voucherId))
    .innerJoin(accounts, eq(accounts.id, vouchers.accountId))
    .innerJoin(applications, eq(applications.id, vouchers.applicationId))
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .leftJoin(redemptionVoids, eq(redemptionVoids.redemptionId, redemptions.id))
    .leftJoin(users, eq(users.id, redemptions.actorId))
    .leftJoin(tills, eq(tills.id, redemptions.actorId))
    .leftJoin(tillKeys, eq(tillKeys.id, redemptions.tillKeyId))
    .where(
      and(
        eq(redemptions.id, redemptionId),
        eq(redemptions.merchantId, merchantId),
        shopId === null ? undefined : eq(redemptions.shopId, shopId),
      ),
    );
  if (!found) return null;
  const { at } = found.redemption;
  const until = after(at, found.voidWindow);
  return { ...found, until, voidable: isVoidable({ ...found, at }, await databaseNow(db)) };
}

export type SpendFile = NonNullable<Awaited<ReturnType<typeof spendFile>>>;
