import { and, eq, gt, isNull, sum } from 'drizzle-orm';
import type { Cents } from '../../domain/money';
import type { Queryable } from '../client';
import { voucherHolds } from '../schema/ledger';

/** What is set aside of a voucher for tills that have not confirmed yet. */
export async function heldOf(tx: Queryable, voucherId: string, now: Date): Promise<Cents> {
  const [open] = await tx
    .select({ cents: sum(voucherHolds.amountCents) })
    .from(voucherHolds)
    .where(
      and(
        eq(voucherHolds.voucherId, voucherId),
        isNull(voucherHolds.endedAs),
        gt(voucherHolds.expiresAt, now),
      ),
    );
  return Number(open?.cents ?? 0);
}
