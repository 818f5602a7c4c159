import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { paymentBatches } from '../../db/schema/settlements';
import { may, type Permission } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { User } from '../settlement/case';
import type { Outcome } from '../transaction';

export type PaymentBatch = typeof paymentBatches.$inferSelect;

/** Whether a person of the office may do this to payments. */
export const mayPay = (actor: Actor, permission: Permission): actor is User =>
  actor.kind === 'user' && may(actor, permission, false);

/** Holds a batch of payments for somebody of the office; to others it does not exist. */
export async function holdPaymentBatch(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  batchId: string,
): Promise<Outcome<{ batch: PaymentBatch; user: User }>> {
  const [batch] = await tx.select().from(paymentBatches).where(eq(paymentBatches.id, batchId)).for('update');
  if (!batch || !mayPay(actor, permission)) return refused({ code: 'not-found' });
  return ok({ batch, user: actor });
}
