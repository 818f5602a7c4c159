import { and, desc, eq, sql } from 'drizzle-orm';
import { after } from '../../domain/calendar';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { Queryable } from '../client';
import { databaseNow } from './clock';
import { applications, programmeVersions } from '../schema/applications';
import { accounts, redemptions, redemptionVoids, vouchers } from '../schema/ledger';
import { merchants } from '../schema/merchants';

/**
 * The spends of a merchant on a civil day, newest first, with the code's last letters only, and whether each may still
 * be taken back.
 */
export async function movements(db: Queryable, merchantId: string, day: string) {
  const now = await databaseNow(db);
  const spends = await db
    .select({
      id: redemptions.id,
      at: redemptions.at,
      amountCents: redemptions.amountCents,
      receiptNumber: redemptions.receiptNumber,
      codeEnd: sql<string>`right(${vouchers.code}, 3)`,
      voidedAt: redemptionVoids.at,
      rules: programmeVersions.rules,
    })
    .from(redemptions)
    .innerJoin(vouchers, eq(vouchers.id, redemptions.voucherId))
    .innerJoin(applications, eq(applications.id, vouchers.applicationId))
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .leftJoin(redemptionVoids, eq(redemptionVoids.redemptionId, redemptions.id))
    .where(
      and(
        eq(redemptions.merchantId, merchantId),
        sql`(${redemptions.at} at time zone 'Europe/Rome')::date = ${day}::date`,
      ),
    )
    .orderBy(desc(redemptions.at));
  return spends.map(({ rules, ...spend }) => ({ ...spend, voidable: isVoidable(spend, rules, now) }));
}

const isVoidable = (
  spend: { at: Date; voidedAt: Date | null },
  { terms }: ProgrammeRules,
  now: Date,
): boolean => spend.voidedAt === null && now <= after(spend.at, terms.voidWindow);

/** A spend of this merchant with all that its page shows, and whether it may still be taken back; or null. */
export async function movement(db: Queryable, merchantId: string, redemptionId: string) {
  const [found] = await db
    .select({
      redemption: redemptions,
      shop: merchants.name,
      codeEnd: sql<string>`right(${vouchers.code}, 3)`,
      balanceCents: accounts.balanceCents,
      voidedAt: redemptionVoids.at,
      voidReason: redemptionVoids.reason,
      rules: programmeVersions.rules,
    })
    .from(redemptions)
    .innerJoin(merchants, eq(merchants.id, redemptions.merchantId))
    .innerJoin(vouchers, eq(vouchers.id, redemptions.voucherId))
    .innerJoin(accounts, eq(accounts.id, vouchers.accountId))
    .innerJoin(applications, eq(applications.id, vouchers.applicationId))
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .leftJoin(redemptionVoids, eq(redemptionVoids.redemptionId, redemptions.id))
    .where(and(eq(redemptions.id, redemptionId), eq(redemptions.merchantId, merchantId)));
  if (!found) return null;
  const { rules, ...spend } = found;
  const { at } = spend.redemption;
  return { ...spend, voidable: isVoidable({ at, voidedAt: spend.voidedAt }, rules, await databaseNow(db)) };
}
