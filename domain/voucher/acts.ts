import type { VoucherStatus } from './status';

/** What the office may do with a voucher that was issued. */
export const voucherActKinds = [
  'block',
  'unblock',
  'extend',
  'reissue',
  'change-mobile',
  'resend',
  'revoke',
] as const;

export type VoucherActKind = (typeof voucherActKinds)[number];

/**
 * The states an act is possible in. An expired or revoked voucher is past all of them: its money went back to the fund.
 * A spent one may still be refilled by a void; until then it can be extended or revoked, and nothing else.
 */
const possible: Record<VoucherActKind, readonly VoucherStatus[]> = {
  block: ['attivo'],
  unblock: ['bloccato'],
  extend: ['attivo', 'bloccato', 'esaurito'],
  reissue: ['attivo', 'bloccato'],
  'change-mobile': ['attivo', 'bloccato'],
  resend: ['attivo'],
  revoke: ['attivo', 'bloccato', 'esaurito'],
};

/** Whether an act is possible with a voucher as it stands. `closed`: it is spent and no void can refill it any more. */
export const mayAct = (act: VoucherActKind, status: VoucherStatus, closed: boolean): boolean =>
  possible[act].includes(status) && !closed;

/** No voucher is extended further ahead of today than this: what is, was mistyped. */
export const longestExtension = 'P5Y';

/** A telephone number as far as it may be shown to tell two apart: its last three digits. */
export const maskedNumber = (number: string): string => `… ${number.slice(-3)}`;

/** A code as far as it may be shown to tell two apart: its last three letters. */
export const maskedCode = (code: string): string => `…${code.slice(-3)}`;
