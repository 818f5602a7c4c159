import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { heldOf } from '../../db/queries/holds';
import { isRetired } from '../../db/queries/voucher-file';
import { accounts, vouchers } from '../../db/schema/ledger';
import { normaliseCode } from '../../domain/code';
import type { Cents } from '../../domain/money';
import { may } from '../../domain/permissions';
import type { Refusal } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { spendRefusal, type Unspendable, type VoucherStatus } from '../../domain/voucher/status';
import { countAttempts } from '../limits/attempts';
import { withinWrongCodes } from '../limits/wrong-codes';
import type { Outcome } from '../transaction';
import { merchantIsActive } from './active-merchant';

export interface VoucherCheck {
  /** Family and given name to compare with the document. */
  holder: string;
  balanceCents: Cents;
  /** Set aside for tills that have not confirmed yet. */
  heldCents: Cents;
  /** What a till may spend now: the balance less what is set aside. */
  availableCents: Cents;
  status: VoucherStatus;
  expiresAt: Date;
  /** Why nothing can be spent with it now, or null. */
  refusal: Unspendable | null;
}

/**
 * What a till sees of a voucher ("Verifica"). Nothing of the voucher changes, but the call is counted, and a code that opens
 * nothing is held against the caller.
 *
 * Refusals: `forbidden`, `merchant-suspended`, `too-many-requests`, `voucher-not-found`, `voucher-replaced`.
 */
export async function checkVoucher(
  db: Queryable,
  actor: Actor,
  code: string,
): Promise<Outcome<VoucherCheck>> {
  if (actor.kind === 'system' || actor.merchantId === null || !may(actor, 'voucher.check', false)) {
    return refused({ code: 'forbidden' });
  }
  const caller = { ...actor, merchantId: actor.merchantId };
  if (!(await merchantIsActive(db, caller.merchantId))) return refused({ code: 'merchant-suspended' });
  return withinWrongCodes(db, caller, () => look(db, normaliseCode(code)));
}

async function look(db: Queryable, code: string): Promise<Outcome<VoucherCheck>> {
  const [found] = await db
    .select({ voucher: vouchers, balanceCents: accounts.balanceCents })
    .from(vouchers)
    .innerJoin(accounts, eq(accounts.id, vouchers.accountId))
    .where(eq(vouchers.code, code));
  if (!found) return refused(await noSuchCode(db, code));
  const { voucher, balanceCents } = found;
  const [tooMany] = await countAttempts(db, [code]);
  if (tooMany) return refused(tooMany);
  const now = await databaseNow(db);
  const heldCents = await heldOf(db, voucher.id, now);
  const { status, expiresAt } = voucher;
  return ok({
    holder: `${voucher.holderFamilyName} ${voucher.holderGivenName}`,
    balanceCents,
    heldCents,
    availableCents: Math.max(0, balanceCents - heldCents),
    status,
    expiresAt,
    refusal: spendRefusal({ status, expiresAt }, now),
  });
}

/** Why a code opens no voucher: there never was one, or it was replaced. */
export async function noSuchCode(db: Queryable, code: string): Promise<Refusal> {
  return { code: (await isRetired(db, code)) ? 'voucher-replaced' : 'voucher-not-found' };
}
