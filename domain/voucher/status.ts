import type { Cents } from '../money';
import type { Refusal } from '../refusal';
import { ok, refused, type Result } from '../result';

/** The states of a voucher. `bloccato` suspends spending; the last three are ends, but a void may reopen `esaurito`. */
export const voucherStatuses = ['attivo', 'bloccato', 'esaurito', 'scaduto', 'revocato'] as const;

export type VoucherStatus = (typeof voucherStatuses)[number];

export interface SpendableVoucher {
  status: VoucherStatus;
  balanceCents: Cents;
  expiresAt: Date;
}

/** Why nothing at all can be spent with the voucher now, or null. The date decides even before the status follows. */
export function spendRefusal(voucher: SpendableVoucher, now: Date): Refusal | null {
  switch (voucher.status) {
    case 'bloccato':
      return { code: 'voucher-blocked' };
    case 'revocato':
      return { code: 'voucher-revoked' };
    case 'scaduto':
      return { code: 'voucher-expired' };
    case 'attivo':
    case 'esaurito':
      return now >= voucher.expiresAt ? { code: 'voucher-expired' } : null;
  }
}

/** Where a voucher stands for its holder: whether it can be used now, or why not. */
export type VoucherStanding = 'usable' | 'blocked' | 'exhausted' | 'expired' | 'revoked';

/** The standing of a voucher now; what can be used is only what a till would take. */
export function standingOf(
  { status, expiresAt }: Pick<SpendableVoucher, 'status' | 'expiresAt'>,
  now: Date,
): VoucherStanding {
  switch (status) {
    case 'bloccato':
      return 'blocked';
    case 'revocato':
      return 'revoked';
    case 'scaduto':
      return 'expired';
    case 'attivo':
    case 'esaurito':
      if (now >= expiresAt) return 'expired';
      return status === 'attivo' ? 'usable' : 'exhausted';
  }
}

/** What a spend leaves on the voucher, or why the till must refuse it. */
export function spend(
  voucher: SpendableVoucher,
  amountCents: Cents,
  now: Date,
): Result<{ balanceCents: Cents; exhausted: boolean }, Refusal> {
  const refusal = spendRefusal(voucher, now);
  if (refusal) return refused(refusal);
  const balanceCents = voucher.balanceCents - amountCents;
  if (balanceCents < 0) return refused({ code: 'insufficient-balance', balanceCents: voucher.balanceCents });
  return ok({ balanceCents, exhausted: balanceCents === 0 });
}
