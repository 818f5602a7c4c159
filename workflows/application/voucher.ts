import type { VoucherLife } from '../../domain/application/life';
import type { CaseFile } from './case-file';

/**
 * The voucher is issued (its code goes out with that); its holder is told before it expires; it ends when its day has passed, or
 * when it is spent and no till can take a spend back any more.
 */
export async function voucherPhase(file: CaseFile): Promise<void> {
  await file.issueVoucher();
  const noticesAhead = [...voucherOf(file).noticesAt];
  for (;;) {
    const { id, status, expiresAt, closesAt } = voucherOf(file);
    const moves = () => voucherOf(file).status !== status;
    switch (status) {
      case 'attivo': {
        const noticeAt = noticesAhead[0];
        if (await file.until(moves, noticeAt ?? expiresAt)) break;
        if (noticeAt === undefined) await file.expireVoucher(id);
        else {
          file.tell('voucher-expiring', noticeAt);
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
        return;
    }
  }
}

function voucherOf(file: CaseFile): VoucherLife {
  if (file.life.voucher === null) throw new Error('the voucher has not been issued');
  return file.life.voucher;
}
