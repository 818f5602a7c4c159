import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { vouchers } from '../../db/schema/ledger';
import { retiredCodes } from '../../db/schema/voucher-acts';
import type { Actor } from '../../domain/roles';
import { maskedCode } from '../../domain/voucher/acts';
import { recordEvent } from '../application/case';
import type { Outcome } from '../transaction';
import { freeCode } from './code';
import { reasonOf } from '../reason';
import { isRecorded, onVoucher, recordAct } from './manage';

/**
 * Gives a voucher a new code over the same balance, because the old one was lost or seen by others. The old code opens
 * nothing any more and is never given to anybody again; the new one goes out by SMS, or, where the voucher is blocked,
 * when it is unblocked.
 *
 * @param input.requestId chosen by the form: posted again, it changes nothing
 *
 * Refusals: `not-found`, `act-not-allowed` (spent, expired or revoked), `invalid` (no reason).
 */
export async function reissueCode(
  db: Queryable,
  actor: Actor,
  input: { voucherId: string; requestId: string; reason: string },
): Promise<Outcome<null>> {
  const { voucherId, requestId } = input;
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  return onVoucher(
    db,
    actor,
    { voucherId, act: 'reissue' },
    (tx) => isRecorded(tx, requestId),
    async (tx, { voucher, application }) => {
      const code = await freeCode(tx);
      await tx.insert(retiredCodes).values({ code: voucher.code, voucherId });
      await tx.update(vouchers).set({ code }).where(eq(vouchers.id, voucherId));
      await recordAct(
        tx,
        actor,
        { applicationId: application.id, voucherId },
        {
          id: requestId,
          act: 'reissue',
          reason: reason.value,
          from: maskedCode(voucher.code),
          to: maskedCode(code),
        },
      );
      return recordEvent(tx, application, actor, { kind: 'voucher-code-replaced' });
    },
  );
}
