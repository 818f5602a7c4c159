import { maskedCode } from './acts';
import type { VoucherStatus } from './status';

/** The code as papers about a voucher name it: in full only while nothing is wrong with it. */
export const shownCode = ({ code, status }: { code: string; status: VoucherStatus }): string =>
  status === 'attivo' || status === 'esaurito' ? code : maskedCode(code);
