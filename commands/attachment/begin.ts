import type { Queryable } from '../../db/client';
import { mandateProofOf } from '../../db/queries/filed-for';
import { attachments } from '../../db/schema/attachments';
import { cleanFileName } from '../../domain/attachment/file-name';
import { isDocumentKind } from '../../domain/attachment/kinds';
import { longestFile, uploadPatience } from '../../domain/attachment/limits';
import { refusedUpload, type UploadRefusal } from '../../domain/attachment/refusal';
import { after, type Term } from '../../domain/calendar';
import { documentsOf, rulesByMandate } from '../../domain/programme/documents';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Case } from '../application/case';
import { transact, type Outcome } from '../transaction';
import { holdOpen, tellAttachment, type AttachmentReference } from './hold';
import { roomFor } from './room';

export interface FileToAttach extends AttachmentReference {
  /** The request it answers; a draft's own document has none. */
  requestId?: string | null;
  kind: string;
  /** As called on the device. */
  fileName: string;
  /** Null where the length shows only at the end. */
  declaredBytes: number | null;
}

/**
 * Begins to attach a file to a draft (manual § 2.6), or to an answer. What can be told from its length alone is refused before a byte
 * of it is sent. Its workflow starts here: it takes away what is never finished.
 *
 * Refusals: `not-found`, `not-editable`, `request-closed`, `wrong-offset` (it was begun already), `invalid` with a code of `domain/attachment/refusal.ts`.
 */
export async function beginAttachment(
  db: Queryable,
  actor: Actor,
  file: FileToAttach,
  patience: Term = uploadPatience,
): Promise<Outcome<null>> {
  const { attachmentId, applicationId, requestId = null, kind, declaredBytes } = file;
  return transact(db, async (tx) => {
    const held = await holdOpen(tx, actor, { applicationId, requestId });
    if (!held.ok) return held;
    // An answer may bring a document that nobody had thought of.
    if (!isDocumentKind(kind) || (requestId === null && !(await asksFor(tx, held.value, kind)))) {
      return refused(refusedUpload('kind'));
    }
    const reason = refusalOf(declaredBytes, await roomFor(tx, applicationId));
    if (reason !== null) return refused(refusedUpload(reason));
    const begun = await tx
      .insert(attachments)
      .values({
        id: attachmentId,
        applicationId,
        requestId,
        kind,
        fileName: cleanFileName(file.fileName),
        declaredBytes,
      })
      .onConflictDoNothing({ target: attachments.id });
    if (begun.rowCount === 0) return refused({ code: 'wrong-offset', offset: 0 });
    const abandonAt = after(held.value.now, patience).toISOString();
    await tellAttachment(tx, attachmentId, { kind: 'begun', patience, abandonAt });
    return ok(null);
  });
}

async function asksFor(tx: Queryable, { rules, application }: Case, wanted: string): Promise<boolean> {
  const asked = documentsOf(rulesByMandate(rules, await mandateProofOf(tx, application)));
  return asked.some(({ kind }) => kind === wanted);
}

function refusalOf(
  declaredBytes: number | null,
  room: { files: number; bytes: number },
): UploadRefusal | null {
  if (declaredBytes !== null && declaredBytes <= 0) return 'empty';
  if (declaredBytes !== null && declaredBytes > longestFile) return 'too-large';
  if (room.files <= 0) return 'too-many';
  return (declaredBytes ?? 1) > room.bytes ? 'total-too-large' : null;
}
