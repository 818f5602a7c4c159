import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { accounts, vouchers } from '../../db/schema/ledger';
import { voucherTerms } from '../../domain/programme/terms';
import { ok, refused } from '../../domain/result';
import { system } from '../../domain/roles';
import { holdApplication, recordEvent } from '../application/case';
import { accountOf } from '../ledger';
import { transact, type Outcome } from '../transaction';
import { freeCode } from './code';

/**
 * Issues the voucher of an approved application over the amount its approval committed. Issuing again gives the same
 * voucher: the application has at most one.
 *
 * Refusals: `not-found`, `act-not-allowed` (not approved).
 */
export async function issueVoucher(
  db: Queryable,
  input: { applicationId: string },
): Promise<Outcome<{ voucherId: string }>> {
  return transact(db, async (tx) => {
    const held = await holdApplication(tx, input.applicationId);
    if (!held) return refused({ code: 'not-found' });
    const { application, rules, now } = held;
    const [issued] = await tx
      .select({ voucherId: vouchers.id })
      .from(vouchers)
      .where(eq(vouchers.applicationId, application.id));
    if (issued) return ok(issued);
    if (application.status !== 'approvata' || !application.form) return refused({ code: 'act-not-allowed' });

    const { values } = application.form;
    const voucherId = newId();
    const accountId = await accountOf(tx, 'voucher', application.id);
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
    const terms = voucherTerms(rules, now);
    await tx.insert(vouchers).values({
      id: voucherId,
      applicationId: application.id,
      accountId,
      code: await freeCode(tx),
      status: 'attivo',
      holderFamilyName: values['beneficiary.familyName'] ?? '',
      holderGivenName: values['beneficiary.givenName'] ?? '',
      mobile: values['contacts.mobile'] ?? '',
      issuedCents: account?.balanceCents ?? 0,
      expiresAt: new Date(terms.expiresAt),
    });
    const recorded = await recordEvent(tx, application, system, {
      kind: 'voucher-issued',
      voucherId,
      ...terms,
    });
    return recorded.ok ? ok({ voucherId }) : recorded;
  });
}
