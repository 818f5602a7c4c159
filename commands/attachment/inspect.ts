import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachmentContents, attachmentParts, attachments } from '../../db/schema/attachments';
import { sealedContent, sealedPart } from '../../db/sealing/columns';
import type { Verdict } from '../../domain/attachment/verdict';
import { attachmentStatusAfter } from '../../domain/attachment/status';
import { ok } from '../../domain/result';
import { transact, type Outcome } from '../transaction';

/** A file that awaits its inspection, or null when it was taken away or judged meanwhile. */
export async function fileToInspect(db: Queryable, attachmentId: string): Promise<Buffer | null> {
  const [attachment] = await db
    .select({ status: attachments.status })
    .from(attachments)
    .where(eq(attachments.id, attachmentId));
  if (attachment?.status !== 'in controllo') return null;
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
 * Records what the inspection made of a file: the clean copy or the reason, and what came in is dropped either way.
 * Recording it again, or for a file that was taken away meanwhile, changes nothing.
 */
export async function recordInspection(
  db: Queryable,
  { attachmentId, verdict }: { attachmentId: string; verdict: Verdict },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const [attachment] = await tx
      .select({ status: attachments.status })
      .from(attachments)
      .where(eq(attachments.id, attachmentId))
      .for('update');
    const status = attachment && attachmentStatusAfter(attachment.status, judgement(verdict));
    if (!status) return ok(null);
    await tx
      .update(attachments)
      .set({ status, ...recordOf(verdict) })
      .where(eq(attachments.id, attachmentId));
    if ('clean' in verdict) {
      const bytes = sealedContent.seal(attachmentId, verdict.clean.bytes);
      await tx.insert(attachmentContents).values({ attachmentId, bytes });
    }
    await tx.delete(attachmentParts).where(eq(attachmentParts.attachmentId, attachmentId));
    return ok(null);
  });
}

const judgement = (verdict: Verdict) => ('clean' in verdict ? 'accepted' : 'refused');

function recordOf(verdict: Verdict) {
  if ('refusal' in verdict) return { refusal: verdict.refusal };
  const { mediaType, bytes } = verdict.clean;
  return { mediaType, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest() };
}
