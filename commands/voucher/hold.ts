import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { heldOf } from '../../db/queries/holds';
import { accounts, vouchers } from '../../db/schema/ledger';
import type { Cents } from '../../domain/money';
import { holdApplication, type Case } from '../application/case';

export type Voucher = typeof vouchers.$inferSelect & { balanceCents: Cents; heldCents: Cents };

/**
 * Holds a voucher for a change, through its application's lock. The voucher is read after the lock was granted, or a
 * spend that has just been committed by another till would be overlooked.
 */
export async function holdVoucher(
  tx: Queryable,
  by: { code: string } | { id: string },
): Promise<(Case & { voucher: Voucher }) | null> {
  const [found] = await tx
    .select({ id: vouchers.id, applicationId: vouchers.applicationId })
    .from(vouchers)
    .where('code' in by ? eq(vouchers.code, by.code) : eq(vouchers.id, by.id));
  if (!found) return null;
  const held = await holdApplication(tx, found.applicationId);
  const [current] = await tx
    .select({ voucher: vouchers, balanceCents: accounts.balanceCents })
    .from(vouchers)
    .innerJoin(accounts, eq(accounts.id, vouchers.accountId))
    .where(eq(vouchers.id, found.id));
  if (!held || !current) return null;
  const heldCents = await heldOf(tx, found.id, held.now);
  return { ...held, voucher: { ...current.voucher, balanceCents: current.balanceCents, heldCents } };
}
