import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { vouchers } from '../../db/schema/ledger';
import type { Instant } from '../../domain/calendar';
import { ok, refused } from '../../domain/result';
import { system } from '../../domain/roles';
import { recordEvent } from '../application/case';
import { returnToFund } from '../programme/return-to-fund';
import { transact, type Outcome } from '../transaction';
import { holdVoucher } from './hold';

/**
 * Ends a voucher whose day has passed; what is left on it returns to the fund. Ending it again changes nothing.
 *
 * @param input.expiresAt the end the caller knows of: where the voucher was extended meanwhile, nothing is to be done
 *
 * Refusals: `not-found`, `act-not-allowed` (its day has not passed).
 */
export async function expireVoucher(
  db: Queryable,
  input: { voucherId: string; expiresAt?: Instant | undefined },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdVoucher(tx, { id: input.voucherId });
    if (!held) return refused({ code: 'not-found' });
    const { voucher, application, now } = held;
    if (voucher.status === 'scaduto' || voucher.status === 'revocato') return ok(null);
    const extended = input.expiresAt !== undefined && voucher.expiresAt > new Date(input.expiresAt);
    if (extended) return ok(null);
    if (now < voucher.expiresAt) return refused({ code: 'act-not-allowed' });
    await tx.update(vouchers).set({ status: 'scaduto' }).where(eq(vouchers.id, voucher.id));
    const recorded = await recordEvent(tx, application, system, { kind: 'voucher-expired' });
    if (!recorded.ok) return recorded;
    await returnToFund(tx, {
      applicationId: application.id,
      programmeId: application.programmeId,
      amountCents: voucher.balanceCents,
      kind: 'expiry',
      businessKey: `expiry:${voucher.id}`,
    });
    return ok(null);
  });
}
