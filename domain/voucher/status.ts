import type { Cents } from '../money';
import type { Refusal } from '../refusal';
import { ok, refused, type Result } from '../result';

/** The states of a voucher. `bloccato` suspends spending; the last three are ends, but a void may reopen `esaurito`. */
export const voucherStatuses = ['attivo', 'bloccato', 'esaurito', 'scaduto', 'revocato'] as const;

export type VoucherStatus = (typeof voucherStatuses)[number];

export interface SpendableVoucher {
  status: VoucherStatus;
  balanceCents: Cents;
  /** Set aside for other tills just now; it cannot be spent, and has not left the balance. */
  heldCents: Cents;
  expiresAt: Date;
}

/** Why a voucher may be spent or not; its money does not matter. */
type Dated = Pick<SpendableVoucher, 'status' | 'expiresAt'>;

/** Why a voucher opens no till at all, whatever it holds. */
export type Unspendable = Extract<
  Refusal,
  { code: 'voucher-blocked' | 'voucher-revoked' | 'voucher-expired' }
>;

/** Why nothing at all can be spent with the voucher now, or null. The date decides even before the status follows. */
export function spendRefusal(voucher: Dated, now: Date): Unspendable | null {
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
export function standingOf({ status, expiresAt }: Dated, now: Date): VoucherStanding {
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
  const availableCents = voucher.balanceCents - voucher.heldCents;
  if (amountCents > availableCents) {
    return refused({ code: 'insufficient-balance', balanceCents: Math.max(0, availableCents) });
  }
  const balanceCents = voucher.balanceCents - amountCents;
  return ok({ balanceCents, exhausted: balanceCents === 0 });
}
