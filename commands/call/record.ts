import type { Queryable } from '../../db/client';
import { contactCallActs } from '../../db/schema/filed-for';
import type { Filed } from '../../domain/application/relation';
import type { CallAct } from '../../domain/call/call';
import type { Permission } from '../../domain/permissions';
import type { Actor } from '../../domain/roles';

/** The acts on an application that a call keeps a record of. */
const recorded: Partial<Record<Permission, CallAct>> = {
  'application.edit': 'saved',
  'application.attach': 'attached',
  'application.submit': 'submitted',
};

/** Puts what an operator does on the record of the call, in the transaction of the act: one that is refused leaves no trace. */
export async function recordInCall(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  { callId, id }: Filed & { id: string },
): Promise<void> {
  const act = recorded[permission];
  if (actor.kind !== 'user' || actor.role !== 'contactcenter' || callId === null || !act) return;
  await recordCallAct(tx, callId, act, id);
}

export async function recordCallAct(
  tx: Queryable,
  callId: string,
  act: CallAct,
  applicationId: string | null = null,
): Promise<void> {
  await tx.insert(contactCallActs).values({ callId, act, applicationId });
}
