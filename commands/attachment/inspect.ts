import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachmentParts, attachments, fileContents } from '../../db/schema/attachments';
import { sealedPart } from '../../db/sealing/columns';
import type { Judged, Verdict } from '../../domain/attachment/verdict';
import { attachmentStatusAfter } from '../../domain/attachment/status';
import { ok } from '../../domain/result';
import { transact, type Outcome } from '../transaction';

/** A file that awaits its inspection; `gone` when it was taken away meanwhile, `judged` when there is nothing left to do. */
export async function fileToInspect(
  db: Queryable,
  attachmentId: string,
): Promise<Buffer | 'gone' | 'judged'> {
  const [attachment] = await db
    .select({ status: attachments.status })
    .from(attachments)
    .where(eq(attachments.id, attachmentId));
  if (!attachment) return 'gone';
  if (attachment.status !== 'in controllo') return 'judged';
  const parts = await db
    .select({ position: attachmentParts.position, bytes: attachmentParts.bytes })
    .from(attachmentParts)
    .where(eq(attachmentParts.attachmentId, attachmentId))
    .orderBy(asc(attachmentParts.position));
  return Buffer.concat(
    parts.map(({ position, bytes }) => sealedPart.open(`${attachmentId}/${position}`, bytes)),
  );
}

/**
 * Records what the inspection made of a file: where its clean copy was put or the reason, and what came in is dropped either
 * way. Recording it again, or for a file that was taken away meanwhile, changes nothing.
 *
 * @returns whether the file is still there: of one that was taken away, the copy is to go too
 */
export async function recordInspection(
  db: Queryable,
  { attachmentId, verdict }: { attachmentId: string; verdict: Judged },
): Promise<Outcome<{ there: boolean }>> {
  return transact<{ there: boolean }>(db, async (tx) => {
    const [attachment] = await tx
      .select({ status: attachments.status })
      .from(attachments)
      .where(eq(attachments.id, attachmentId))
      .for('update');
    if (!attachment) return ok({ there: false });
    const status = attachmentStatusAfter(attachment.status, judgement(verdict));
    if (status === null) return ok({ there: true });
    // A try that broke off, before another store was chosen, may have left one here.
    if (!keptHere(verdict)) await tx.delete(fileContents).where(eq(fileContents.fileId, attachmentId));
    await tx
      .update(attachments)
      .set({ status, ...recordOf(verdict) })
      .where(eq(attachments.id, attachmentId));
    await tx.delete(attachmentParts).where(eq(attachmentParts.attachmentId, attachmentId));
    return ok({ there: true });
  });
}

const judgement = (verdict: Verdict) => ('clean' in verdict ? 'accepted' : 'refused');

const keptHere = (verdict: Judged): boolean => 'clean' in verdict && verdict.clean.storeKey === null;

function recordOf(verdict: Judged) {
  if ('refusal' in verdict) return { refusal: verdict.refusal };
  const { mediaType, bytes, storeKey } = verdict.clean;
  return { mediaType, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest(), storeKey };
}
