import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { contactCalls } from '../../db/schema/filed-for';
import { users } from '../../db/schema/people';
import { callState, type CallState } from '../../domain/call/call';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';

export interface HeldCall {
  call: typeof contactCalls.$inferSelect;
  citizen: typeof users.$inferSelect;
  operatorId: string;
  state: CallState;
  now: Date;
}

/** Holds one of the operator's own calls until the transaction ends. Refusals: `not-found`, `call-ended`. */
export async function holdCall(tx: Queryable, actor: Actor, callId: string): Promise<Outcome<HeldCall>> {
  if (actor.kind !== 'user' || !may(actor, 'call.run', true)) return refused({ code: 'not-found' });
  const [held] = await tx
    .select({ call: contactCalls, citizen: users })
    .from(contactCalls)
    .innerJoin(users, eq(users.id, contactCalls.citizenId))
    .where(and(eq(contactCalls.id, callId), eq(contactCalls.operatorId, actor.id)))
    .for('update', { of: contactCalls });
  if (!held) return refused({ code: 'not-found' });
  const now = await databaseNow(tx);
  const state = callState(held.call, now);
  if (state === 'ended') return refused({ code: 'call-ended' });
  return ok({ ...held, operatorId: actor.id, state, now });
}
