import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { accounts, vouchers } from '../../db/schema/ledger';
import { voucherActs } from '../../db/schema/voucher-acts';
import type { Cents } from '../../domain/money';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { mayAct } from '../../domain/voucher/acts';
import { holdFor } from '../application/authorise';
import { recordEvent } from '../application/case';
import { releaseHousehold } from '../application/household';
import { accountOf } from '../ledger';
import { returnToFund } from '../programme/return-to-fund';
import { transact, type Outcome } from '../transaction';
import { reasonOf } from '../reason';
import { isClosed, recordAct } from './manage';

/**
 * Takes an approval back: the application → annullata, its voucher → revocato, and what is left of the amount returns to
 * the fund. The household may be claimed for again. Revoking again changes nothing.
 *
 * Refusals: `not-found`; `act-not-allowed` (not approved, or its voucher has ended: nothing of it is left, and to ask
 * back what was spent is another procedure); `invalid` (no reason).
 */
export async function revokeApproval(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; reason: string },
): Promise<Outcome<null>> {
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'voucher.revoke', input.applicationId);
    if (!held.ok) return held;
    const { application, now } = held.value;
    if (await isRevoked(tx, application.id)) return ok(null);
    const [voucher] = await tx.select().from(vouchers).where(eq(vouchers.applicationId, application.id));
    if (voucher) {
      const closed = voucher.status === 'esaurito' && (await isClosed(tx, application.id, now));
      if (!mayAct('revoke', voucher.status, closed)) return refused({ code: 'act-not-allowed' });
      await tx.update(vouchers).set({ status: 'revocato' }).where(eq(vouchers.id, voucher.id));
    }
    const recorded = await recordEvent(tx, application, actor, { kind: 'revoked' });
    if (!recorded.ok) return recorded;
    await recordAct(
      tx,
      actor,
      { applicationId: application.id, voucherId: voucher?.id ?? null },
      { act: 'revoke', reason: reason.value, ...(voucher && { from: voucher.status, to: 'revocato' }) },
    );
    await releaseHousehold(tx, application.id);
    await returnToFund(tx, {
      applicationId: application.id,
      programmeId: application.programmeId,
      amountCents: await leftOf(tx, application.id),
      kind: 'revocation',
      businessKey: `revocation:${application.id}`,
    });
    return ok(null);
  });
}

async function isRevoked(tx: Queryable, applicationId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: voucherActs.id })
    .from(voucherActs)
    .where(and(eq(voucherActs.applicationId, applicationId), eq(voucherActs.act, 'revoke')));
  return rows.length > 0;
}

/** What is left of an approval's amount, whether its voucher was issued or not. */
async function leftOf(tx: Queryable, applicationId: string): Promise<Cents> {
  const accountId = await accountOf(tx, 'voucher', applicationId);
  const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
  return account?.balanceCents ?? 0;
}
