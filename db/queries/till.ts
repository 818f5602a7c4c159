import { and, eq, isNull, sql } from 'drizzle-orm';
import { normaliseCode } from '../../domain/code';
import { may } from '../../domain/permissions';
import type { Refusal } from '../../domain/refusal';
import { ok, refused, type Result } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { spendRefusal, type Unspendable, type VoucherStatus } from '../../domain/voucher/status';
import type { Queryable } from '../client';
import { databaseNow } from './clock';
import { heldOf } from './holds';
import { isRetired } from './voucher-file';
import { accounts, vouchers } from '../schema/ledger';
import { merchants, tillKeys, tills } from '../schema/merchants';

export interface VoucherCheck {
  /** Family and given name to compare with the document. */
  holder: string;
  balanceCents: number;
  /** Set aside of it for tills that have not confirmed yet. */
  heldCents: number;
  status: VoucherStatus;
  expiresAt: Date;
  /** Why nothing can be spent with it now, or null. */
  refusal: Unspendable | null;
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
  const now = await databaseNow(db);
  return ok({
    holder: `${voucher.holderFamilyName} ${voucher.holderGivenName}`,
    balanceCents,
    heldCents: await heldOf(db, voucher.id, now),
    status,
    expiresAt,
    refusal: spendRefusal({ status, expiresAt }, now),
  });
}

/** Why a code opens no voucher: there never was one, or it was replaced. */
export async function noSuchCode(db: Queryable, code: string): Promise<Refusal> {
  return { code: (await isRetired(db, code)) ? 'voucher-replaced' : 'voucher-not-found' };
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
