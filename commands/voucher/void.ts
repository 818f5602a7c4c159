import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { redemptions, redemptionVoids, vouchers } from '../../db/schema/ledger';
import { after } from '../../domain/calendar';
import type { Cents } from '../../domain/money';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { VoucherStatus } from '../../domain/voucher/status';
import { recordEvent } from '../application/case';
import { once } from '../idempotency';
import { move } from '../ledger';
import { returnToFund } from '../programme/return-to-fund';
import type { Outcome } from '../transaction';
import { isSettled } from '../settlement/settled';
import { holdVoucher } from './hold';
import { shopOf } from './shop-of';

/** As what money goes on to the fund where the voucher it came from has ended. */
const endings: Partial<Record<VoucherStatus, 'expiry' | 'revocation'>> = {
  scaduto: 'expiry',
  revocato: 'revocation',
};

/**
 * Takes a spend back within the programme's void window: the money returns to the voucher, or, where the voucher has
 * expired or was revoked meanwhile, through it to the fund.
 *
 * Refusals: `not-found` (no such spend of this merchant, nor of a cashier's own shop), `already-voided`,
 * `void-window-closed` (also once the spend stands in a statement), `invalid` (no reason), `idempotency-key-reused`.
 */
export async function voidRedemption(
  db: Queryable,
  actor: Actor,
  key: string,
  input: { redemptionId: string; reason: string },
): Promise<Outcome<{ redemptionId: string; balanceCents: Cents }>> {
  if (actor.kind === 'system') return refused({ code: 'forbidden' });
  const reason = input.reason.trim();
  if (reason === '') return refused(invalid('reason', 'required'));
  return once(db, actor.id, { key, request: { act: 'void', ...input } }, async (tx) => {
    const [redemption] = await tx.select().from(redemptions).where(eq(redemptions.id, input.redemptionId));
    if (!redemption || !may(actor, 'redemption.void', redemption.merchantId === actor.merchantId)) {
      return refused({ code: 'not-found' });
    }
    // A cashier sees the spends of their own shop only.
    const { merchantId, shopId } = redemption;
    if (actor.role === 'cassiere' && (await shopOf(tx, actor, merchantId, shopId)) !== shopId) {
      return refused({ code: 'not-found' });
    }
    const held = await holdVoucher(tx, { id: redemption.voucherId });
    if (!held) return refused({ code: 'not-found' });
    const { voucher, application, rules, now } = held;
    if (now > after(redemption.at, rules.terms.voidWindow) || (await isSettled(tx, redemption.id))) {
      return refused({ code: 'void-window-closed' });
    }

    const voided = await tx
      .insert(redemptionVoids)
      .values({ redemptionId: redemption.id, reason, actorKind: actor.kind, actorId: actor.id })
      .onConflictDoNothing()
      .returning({ id: redemptionVoids.redemptionId });
    if (voided.length === 0) return refused({ code: 'already-voided' });
    const { amountCents } = redemption;
    await move(tx, {
      kind: 'void',
      from: redemption.merchantId,
      to: application.id,
      amountCents,
      businessKey: `void:${redemption.id}`,
    });
    const ended = endings[voucher.status];
    if (ended !== undefined) {
      await returnToFund(tx, {
        applicationId: application.id,
        programmeId: application.programmeId,
        amountCents,
        kind: ended,
        businessKey: `${ended}:${redemption.id}`,
      });
      return ok({ redemptionId: redemption.id, balanceCents: voucher.balanceCents });
    }
    if (voucher.status === 'esaurito') {
      await tx.update(vouchers).set({ status: 'attivo' }).where(eq(vouchers.id, voucher.id));
      const recorded = await recordEvent(tx, application, actor, { kind: 'voucher-replenished' });
      if (!recorded.ok) return recorded;
    }
    return ok({ redemptionId: redemption.id, balanceCents: voucher.balanceCents + amountCents });
  });
}
