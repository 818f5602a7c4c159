import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachments } from '../../db/schema/attachments';
import { ok } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { outbox } from '../../db/schema/delivery';
import { holdAttachment, tellAttachment, type AttachmentReference } from './hold';

/**
 * Takes an attachment away from a draft or an answer not sent yet, with all that has arrived of it, in whatever state it is.
 *
 * Refusals: `not-found` (also when it is gone already), `not-editable` (sent or closed).
 */
export async function removeAttachment(
  db: Queryable,
  actor: Actor,
  reference: AttachmentReference,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdAttachment(tx, actor, reference);
    if (!held.ok) return held;
    await remove(tx, held.value);
    return ok(null);
  });
}

/** What has not wholly arrived when the application is sent does not go with it. The caller holds the application. */
export async function removeUnfinished(tx: Queryable, applicationId: string): Promise<void> {
  const unfinished = await attachmentsOf(tx, applicationId, 'in arrivo');
  for (const attachment of unfinished) await remove(tx, attachment);
}

/** A draft that is discarded leaves no documents behind. The caller holds the application. */
export async function removeAll(tx: Queryable, applicationId: string): Promise<void> {
  for (const attachment of await attachmentsOf(tx, applicationId)) await remove(tx, attachment);
}

type Removable = Pick<typeof attachments.$inferSelect, 'id' | 'status' | 'storeKey'>;

const attachmentsOf = (
  tx: Queryable,
  applicationId: string,
  status?: Removable['status'],
): Promise<Removable[]> =>
  tx
    .select({ id: attachments.id, status: attachments.status, storeKey: attachments.storeKey })
    .from(attachments)
    .where(
      and(
        eq(attachments.applicationId, applicationId),
        status === undefined ? undefined : eq(attachments.status, status),
      ),
    )
    .for('update');

/**
 * Takes a file away, with its copy here. Only one that is still arriving has a workflow that waits to hear of it; an
 * inspection finds it gone by itself. A copy that lies with a service follows by a process of its own.
 */
export async function remove(tx: Queryable, { id, status, storeKey }: Removable): Promise<void> {
  await tx.delete(attachments).where(eq(attachments.id, id));
  if (status === 'in arrivo') await tellAttachment(tx, id, { kind: 'removed' });
  if (storeKey !== null) {
    await tx
      .insert(outbox)
      .values({ process: 'file', businessId: id, number: 1, event: { kind: 'discarded' } });
  }
}
