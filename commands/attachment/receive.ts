import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachmentParts, attachments } from '../../db/schema/attachments';
import { sealedPart } from '../../db/sealing/columns';
import { longestFile } from '../../domain/attachment/limits';
import { refusedUpload, type UploadRefusal } from '../../domain/attachment/refusal';
import { attachmentStatusAfter } from '../../domain/attachment/status';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdAttachment, tellAttachment, type Attachment, type AttachmentReference } from './hold';
import { roomFor } from './room';

export interface FilePart extends AttachmentReference {
  /** How many bytes of the file come before this part. */
  offset: number;
  bytes: Buffer;
  /** For a file of undeclared length: that nothing follows. */
  last?: boolean;
}

/**
 * Takes in the next part of a file. With the last one the file goes to its inspection, told in the same transaction.
 * A part that does not continue what has arrived is refused with how far it has: repeated or lost, the sender knows
 * where to go on.
 *
 * @returns how many bytes have arrived
 *
 * Refusals: `not-found`, `not-editable`, `wrong-offset`, `invalid` with `attachment-too-large`,
 * `attachment-total-too-large` or `attachment-empty`.
 */
export async function receivePart(
  db: Queryable,
  actor: Actor,
  part: FilePart,
): Promise<Outcome<{ receivedBytes: number; whole: boolean }>> {
  return transact(db, async (tx) => {
    const held = await holdAttachment(tx, actor, part);
    if (!held.ok) return held;
    const { id, status, receivedBytes: offset, declaredBytes } = held.value;
    const next = attachmentStatusAfter(status, 'received');
    if (part.offset !== offset || next === null) return refused({ code: 'wrong-offset', offset });
    const receivedBytes = offset + part.bytes.length;
    const whole = declaredBytes === null ? part.last === true : receivedBytes === declaredBytes;
    const reason = await refusalOf(tx, held.value, receivedBytes, whole);
    if (reason !== null) return refused(refusedUpload(reason));

    if (part.bytes.length > 0) {
      const bytes = sealedPart.seal(`${id}/${offset}`, part.bytes);
      await tx.insert(attachmentParts).values({ attachmentId: id, position: offset, bytes });
    }
    const arrival = whole ? { status: next, declaredBytes: receivedBytes } : {};
    await tx
      .update(attachments)
      .set({ ...arrival, receivedBytes, touchedAt: sql`clock_timestamp()` })
      .where(eq(attachments.id, id));
    if (whole) await tellAttachment(tx, id, { kind: 'received' });
    return ok({ receivedBytes, whole });
  });
}

/** A declared length was weighed at the beginning; an undeclared one is weighed as it grows. */
async function refusalOf(
  tx: Queryable,
  { applicationId, declaredBytes, receivedBytes: before }: Attachment,
  receivedBytes: number,
  whole: boolean,
): Promise<UploadRefusal | null> {
  if (receivedBytes > (declaredBytes ?? longestFile)) return 'too-large';
  if (whole && receivedBytes === 0) return 'empty';
  if (declaredBytes !== null) return null;
  const room = await roomFor(tx, applicationId);
  return receivedBytes - before > room.bytes ? 'total-too-large' : null;
}
