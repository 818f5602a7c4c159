import { eq } from 'drizzle-orm';
import { issueVoucher } from '../../commands/voucher/issue';
import { vouchers } from '../../db/schema/ledger';
import { done, type Town, type User } from './town';

export interface IssuedVoucher {
  applicationId: string;
  voucherId: string;
  code: string;
}

/** A voucher of a new citizen, approved by the operator and issued: 300,00 € unless told otherwise. */
export async function issued(
  town: Town,
  operator: User,
  slug: string,
  amountCents = 30_000,
): Promise<IssuedVoucher> {
  const applicationId = await town.approved(operator, await town.user('cittadino'), slug, amountCents);
  const { voucherId } = done(await issueVoucher(town.db, { applicationId }));
  return { applicationId, voucherId, code: (await voucherOf(town, voucherId)).code };
}

export async function voucherOf(town: Town, voucherId: string): Promise<typeof vouchers.$inferSelect> {
  const [voucher] = await town.db.select().from(vouchers).where(eq(vouchers.id, voucherId));
  if (!voucher) throw new Error('there is no such voucher');
  return voucher;
}

/** Lets the voucher's day pass. */
export async function letExpire(town: Town, voucherId: string): Promise<void> {
  await town.db
    .update(vouchers)
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .where(eq(vouchers.id, voucherId));
}
