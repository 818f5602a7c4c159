import type { Queryable } from '../../db/client';
import { postMessage } from '../message/queue';
import type { HeldMerchant } from './case';

/** Tells the business, by the mail it gave, what was done with its agreement. */
export async function tellMerchant(
  tx: Queryable,
  held: HeldMerchant,
  kind: 'merchant-refused' | 'merchant-suspended' | 'merchant-resumed' | 'merchant-ended',
  reason: string,
): Promise<void> {
  if (held.email === null) return;
  await postMessage(tx, {
    kind,
    recipient: held.email,
    params: { name: held.name, reason },
    businessKey: `${kind}:${held.id}:${held.eventNumber}`,
  });
}
