import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { voucherHolds } from '../../db/schema/ledger';
import { may } from '../../domain/permissions';
import type { Actor } from '../../domain/roles';
import { holdVoucher } from './hold';
import type { HeldVoucher } from './manage';

export type OwnHold = typeof voucherHolds.$inferSelect;

/**
 * A hold of the actor's merchant, placed by any of its tills, with its voucher held for the change; or null. The hold is
 * read again once its voucher's lock was granted, or an end that was just written would be overlooked.
 */
export async function ownHold(
  tx: Queryable,
  actor: Actor,
  holdId: string,
): Promise<(HeldVoucher & { hold: OwnHold }) | null> {
  if (actor.kind === 'system') return null;
  const byId = () => tx.select().from(voucherHolds).where(eq(voucherHolds.id, holdId));
  const [found] = await byId();
  if (!found || !may(actor, 'hold.end', found.merchantId === actor.merchantId)) return null;
  const held = await holdVoucher(tx, { id: found.voucherId });
  const [hold] = await byId();
  return held && hold ? { ...held, hold } : null;
}
