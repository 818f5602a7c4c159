import type { Queryable } from '../../db/client';
import type { MerchantStatus } from '../../domain/merchant/status';
import { ok } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';
import { reasonOf } from '../reason';
import { onMerchant, recordMerchantEvent } from './case';
import { tellMerchant } from './tell';

type Halt = 'refused' | 'suspended' | 'ended';

interface OnAgreement {
  merchantId: string;
  reason: string;
}

const settled: Record<Halt, MerchantStatus> = {
  refused: 'respinto',
  suspended: 'sospeso',
  ended: 'cessato',
};

/** What stops a merchant, with the reason that is owed; stopping it again the same way changes nothing. */
async function halt(
  db: Queryable,
  actor: Actor,
  kind: Halt,
  { merchantId, reason: typed }: OnAgreement,
): Promise<Outcome<null>> {
  const reason = reasonOf(typed);
  if (!reason.ok) return reason;
  return onMerchant(db, actor, 'merchant.agree', merchantId, async (tx, held) => {
    if (held.status === settled[kind]) return ok(null);
    const recorded = await recordMerchantEvent(tx, held, actor, { kind, reason: reason.value });
    if (!recorded.ok) return recorded;
    await tellMerchant(tx, held, `merchant-${kind}`, reason.value);
    return recorded;
  });
}

/** Refuses a business that asked to join. Refusals: `not-found`; `act-not-allowed`; `invalid` (no reason). */
export const refuseMerchant = (db: Queryable, actor: Actor, input: OnAgreement): Promise<Outcome<null>> =>
  halt(db, actor, 'refused', input);

/** Suspends a merchant: from now on it takes no voucher. Refusals as for refusing. */
export const suspendMerchant = (db: Queryable, actor: Actor, input: OnAgreement): Promise<Outcome<null>> =>
  halt(db, actor, 'suspended', input);

/** Ends an agreement for good. Its people still see what they sold. Refusals as for refusing. */
export const endMerchant = (db: Queryable, actor: Actor, input: OnAgreement): Promise<Outcome<null>> =>
  halt(db, actor, 'ended', input);

/** Lets a suspended merchant take vouchers again. Refusals: `not-found`; `act-not-allowed`. */
export async function resumeMerchant(
  db: Queryable,
  actor: Actor,
  { merchantId }: { merchantId: string },
): Promise<Outcome<null>> {
  return onMerchant(db, actor, 'merchant.agree', merchantId, async (tx, held) => {
    if (held.status === 'attivo') return ok(null);
    const recorded = await recordMerchantEvent(tx, held, actor, { kind: 'resumed' });
    if (!recorded.ok) return recorded;
    await tellMerchant(tx, held, 'merchant-resumed', '');
    return recorded;
  });
}
