import type { RecordedSpend } from '@/db/queries/redemptions';

/** A spend in the words of the API. */
export const redeemed = ({ id, at, voidedAt, ...spend }: RecordedSpend) => ({
  redemptionId: id,
  at: at.toISOString(),
  voidedAt: voidedAt?.toISOString() ?? null,
  ...spend,
});
