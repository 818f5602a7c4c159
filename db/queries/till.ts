import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { after } from '../../domain/calendar';
import { normaliseCode } from '../../domain/code';
import { may } from '../../domain/permissions';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { Refusal } from '../../domain/refusal';
import { ok, refused, type Result } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { spendRefusal, type VoucherStatus } from '../../domain/voucher/status';
import type { Queryable } from '../client';
import { databaseNow } from './clock';
import { isRetired } from './voucher-file';
import { applications, programmeVersions } from '../schema/applications';
import { accounts, redemptions, redemptionVoids, vouchers } from '../schema/ledger';
import { merchants, tillKeys, tills } from '../schema/merchants';

export interface VoucherCheck {
  /** Family and given name to compare with the document. */
  holder: string;
  balanceCents: number;
  status: VoucherStatus;
  expiresAt: Date;
  /** Why nothing can be spent with it now, or null. */
  refusal: Refusal | null;
}

/**
 * What a till sees of a voucher ("Verifica").
 *
 * Refusals: `forbidden`, `merchant-suspended`, `voucher-not-found`, `voucher-replaced`.
 */
export async function checkVoucher(
  db: Queryable,
  actor: Actor,
  code: string,
): Promise<Result<VoucherCheck, Refusal>> {
  if (actor.kind === 'system' || actor.merchantId === null || !may(actor, 'voucher.check', false)) {
    return refused({ code: 'forbidden' });
  }
  const [merchant] = await db.select().from(merchants).where(eq(merchants.id, actor.merchantId));
  if (merchant?.status !== 'attivo') return refused({ code: 'merchant-suspended' });
  const normalised = normaliseCode(code);
  const [found] = await db
    .select({ voucher: vouchers, balanceCents: accounts.balanceCents })
    .from(vouchers)
    .innerJoin(accounts, eq(accounts.id, vouchers.accountId))
    .where(eq(vouchers.code, normalised));
  if (!found) return refused(await noSuchCode(db, normalised));
  const { voucher, balanceCents } = found;
  const { status, expiresAt } = voucher;
  return ok({
    holder: `${voucher.holderFamilyName} ${voucher.holderGivenName}`,
    balanceCents,
    status,
    expiresAt,
    refusal: spendRefusal({ status, expiresAt }, await databaseNow(db)),
  });
}

/** Why a code opens no voucher: there never was one, or it was replaced. */
export async function noSuchCode(db: Queryable, code: string): Promise<Refusal> {
  return { code: (await isRetired(db, code)) ? 'voucher-replaced' : 'voucher-not-found' };
}

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

/** The till a key belongs to, as an actor, or null for a key that opens nothing. */
export async function tillByKey(
  db: Queryable,
  keyHash: Buffer,
): Promise<Extract<Actor, { kind: 'till' }> | null> {
  const [till] = await db
    .select({ id: tills.id, merchantId: tills.merchantId })
    .from(tillKeys)
    .innerJoin(tills, eq(tills.id, tillKeys.tillId))
    .where(and(eq(tillKeys.keyHash, keyHash), isNull(tillKeys.revokedAt), eq(tills.active, true)));
  return till ? { kind: 'till', role: 'esercente', ...till } : null;
}
