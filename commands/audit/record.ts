import type { Queryable } from '../../db/client';
import { auditEntries } from '../../db/schema/audit';
import { channelOf, type RecordedAct } from '../../domain/audit/entry';
import type { Actor } from '../../domain/roles';

/**
 * Writes an act in the audit log, in its transaction. For acts that leave no row by which the database writes the entry
 * itself (`audited` in 0038): a test tells a command that leaves neither.
 */
export async function recordAct(
  tx: Queryable,
  actor: Actor,
  act: RecordedAct,
  on: { subject: string; id: string },
): Promise<void> {
  await tx.insert(auditEntries).values({
    actorKind: actor.kind,
    actorId: actor.kind === 'system' ? null : actor.id,
    role: actor.kind === 'system' ? null : actor.role,
    channel: channelOf(actor),
    act,
    subject: on.subject,
    subjectId: on.id,
  });
}
