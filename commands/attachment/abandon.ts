import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { attachments } from '../../db/schema/attachments';
import { after, type Term } from '../../domain/calendar';
import { ok } from '../../domain/result';
import { holdApplication } from '../application/case';
import { transact, type Outcome } from '../transaction';

/**
 * The workflow takes away an upload that nobody has touched for so long.
 *
 * @returns until when to wait for a file that was touched meanwhile; null when it is gone
 */
export async function abandonAttachment(
  db: Queryable,
  { attachmentId, patience }: { attachmentId: string; patience: Term },
): Promise<Outcome<{ abandonAt: Date | null }>> {
  return transact<{ abandonAt: Date | null }>(db, async (tx) => {
    const [known] = await tx
      .select({ applicationId: attachments.applicationId })
      .from(attachments)
      .where(eq(attachments.id, attachmentId));
    if (!known) return ok({ abandonAt: null });
    await holdApplication(tx, known.applicationId);
    const [attachment] = await tx.select().from(attachments).where(eq(attachments.id, attachmentId));
    if (!attachment) return ok({ abandonAt: null });
    const abandonAt = after(attachment.touchedAt, patience);
    const now = await databaseNow(tx);
    // One that has arrived wholly is about to be announced.
    if (attachment.status !== 'in arrivo') return ok({ abandonAt: after(now, patience) });
    if (abandonAt > now) return ok({ abandonAt });
    await tx.delete(attachments).where(eq(attachments.id, attachmentId));
    return ok({ abandonAt: null });
  });
}
