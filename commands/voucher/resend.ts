import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { vouchers } from '../../db/schema/ledger';
import { readMobile } from '../../domain/phone';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { maskedNumber } from '../../domain/voucher/acts';
import { recordEvent } from '../application/case';
import type { Outcome } from '../transaction';
import { isRecorded, onVoucher, recordAct } from './manage';

/**
 * Sends the code of a voucher out again to its number.
 *
 * @param input.requestId chosen by the form: posted again, it changes nothing
 *
 * Refusals: `not-found`, `act-not-allowed` (not active).
 */
export async function resendCode(
  db: Queryable,
  actor: Actor,
  { voucherId, requestId }: { voucherId: string; requestId: string },
): Promise<Outcome<null>> {
  return onVoucher(
    db,
    actor,
    { voucherId, act: 'resend' },
    (tx) => isRecorded(tx, requestId),
    async (tx, { voucher, application }) => {
      const of = { applicationId: application.id, voucherId };
      await recordAct(tx, actor, of, { id: requestId, act: 'resend', to: maskedNumber(voucher.mobile) });
      return recordEvent(tx, application, actor, { kind: 'voucher-code-resent' });
    },
  );
}

/**
 * Changes the number a voucher's SMS go to; the code goes out to the new one, or, where the voucher is blocked, when it
 * is unblocked. The number it has already changes nothing.
 *
 * @param input.mobile as typed
 *
 * Refusals: `not-found`, `act-not-allowed` (spent, expired or revoked), `invalid` (no number that receives SMS).
 */
export async function changeMobile(
  db: Queryable,
  actor: Actor,
  input: { voucherId: string; mobile: string },
): Promise<Outcome<null>> {
  const { voucherId } = input;
  if (input.mobile.trim() === '') return refused(invalid('mobile', 'required'));
  const read = readMobile(input.mobile);
  if ('code' in read) return refused(invalid('mobile', read.code));
  const mobile = read.value;
  return onVoucher(
    db,
    actor,
    { voucherId, act: 'change-mobile' },
    (_, { voucher }) => voucher.mobile === mobile,
    async (tx, { voucher, application }) => {
      await tx.update(vouchers).set({ mobile }).where(eq(vouchers.id, voucherId));
      const of = { applicationId: application.id, voucherId };
      const [from, to] = [maskedNumber(voucher.mobile), maskedNumber(mobile)];
      await recordAct(tx, actor, of, { act: 'change-mobile', from, to });
      if (voucher.status === 'bloccato') return ok(null);
      return recordEvent(tx, application, actor, { kind: 'voucher-code-resent' });
    },
  );
}
