import type { VoucherLife } from '../../domain/application/life';
import type { CaseFile } from './case-file';

/**
 * The voucher is issued (its code goes out with that); its holder is told before it expires; it ends when its day has
 * passed, when it is spent and no till can take a spend back any more, or when the approval is taken back. Its day comes
 * while it is blocked too, and is moved by an extension only.
 */
export async function voucherPhase(file: CaseFile): Promise<void> {
  await file.issueVoucher();
  if (file.life.voucher === null) return;
  let noticesAhead = [...voucherOf(file).noticesAt];
  for (;;) {
    const voucher = voucherOf(file);
    const { status, expiresAt, closesAt } = voucher;
    const extended = () => voucherOf(file).expiresAt !== expiresAt;
    const moves = () => voucherOf(file).status !== status || extended();
    switch (status) {
      case 'attivo':
      case 'bloccato': {
        const noticeAt = noticesAhead[0];
        if (await file.until(moves, noticeAt ?? expiresAt)) break;
        if (noticeAt === undefined) await file.expireVoucher(voucher);
        else {
          if (status === 'attivo') file.tell('voucher-expiring', noticeAt);
          noticesAhead.shift();
        }
        break;
      }
      case 'esaurito': {
        const end = closesAt ?? expiresAt;
        if (await file.until(moves, end)) break;
        await file.caughtUp(end);
        if (!moves()) return;
        break;
      }
      case 'scaduto':
      case 'revocato':
        return;
    }
    if (extended()) noticesAhead = [...voucherOf(file).noticesAt];
  }
}

function voucherOf(file: CaseFile): VoucherLife {
  if (file.life.voucher === null) throw new Error('the voucher has not been issued');
  return file.life.voucher;
}
