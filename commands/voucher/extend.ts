import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { vouchers } from '../../db/schema/ledger';
import { voucherActs } from '../../db/schema/voucher-acts';
import { after, civilDate, endOfDay, isCivilDate } from '../../domain/calendar';
import { voucherTermsUntil } from '../../domain/programme/terms';
import { invalid, type Refusal } from '../../domain/refusal';
import { refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { longestExtension } from '../../domain/voucher/acts';
import { recordEvent } from '../application/case';
import type { Outcome } from '../transaction';
import { reasonOf } from '../reason';
import { onVoucher, recordAct, type HeldVoucher } from './manage';

/**
 * Gives a voucher a later last day, with the programme's notices before it. A spent voucher may be extended as long as
 * a void may refill it; an expired one may not: its money went back to the fund. The same extension again changes
 * nothing.
 *
 * @param input.expiresOn the last day, `YYYY-MM-DD`: the voucher can be spent until its midnight
 *
 * Refusals: `not-found`, `act-not-allowed` (its state), `invalid` (no reason; no day, a past one, one that is not later
 * than the present one, or more than five years ahead).
 */
export async function extendVoucher(
  db: Queryable,
  actor: Actor,
  input: { voucherId: string; expiresOn: string; reason: string },
): Promise<Outcome<null>> {
  const { voucherId, expiresOn } = input;
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  if (!isCivilDate(expiresOn)) return refused(invalid('expiresOn', expiresOn === '' ? 'required' : 'date'));
  return onVoucher(
    db,
    actor,
    { voucherId, act: 'extend' },
    async (tx, { voucher }) =>
      civilDate(voucher.expiresAt) === expiresOn && (await lastExtension(tx, voucherId)) === expiresOn,
    async (tx, held) => {
      const { voucher, application, rules, now } = held;
      const refusal = dayRefusal(held, expiresOn);
      if (refusal) return refused(refusal);
      const terms = voucherTermsUntil(rules, endOfDay(expiresOn), now);
      await tx
        .update(vouchers)
        .set({ expiresAt: new Date(terms.expiresAt) })
        .where(eq(vouchers.id, voucher.id));
      await recordAct(
        tx,
        actor,
        { applicationId: application.id, voucherId },
        { act: 'extend', reason: reason.value, from: civilDate(voucher.expiresAt), to: expiresOn },
      );
      return recordEvent(tx, application, actor, { kind: 'voucher-extended', ...terms });
    },
  );
}

function dayRefusal({ voucher, now }: HeldVoucher, expiresOn: string): Refusal | null {
  if (expiresOn < civilDate(now)) return invalid('expiresOn', 'date-past');
  if (expiresOn <= civilDate(voucher.expiresAt)) return invalid('expiresOn', 'day-not-later');
  return endOfDay(expiresOn) > after(now, longestExtension) ? invalid('expiresOn', 'day-too-far') : null;
}

async function lastExtension(tx: Queryable, voucherId: string): Promise<string | null> {
  const [last] = await tx
    .select({ act: voucherActs.act, to: voucherActs.toValue })
    .from(voucherActs)
    .where(eq(voucherActs.voucherId, voucherId))
    .orderBy(desc(voucherActs.at))
    .limit(1);
  return last?.act === 'extend' ? last.to : null;
}
