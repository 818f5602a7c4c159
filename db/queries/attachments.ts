import { and, asc, eq } from 'drizzle-orm';
import type { Filed } from '../../domain/application/relation';
import { may } from '../../domain/permissions';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../client';
import { applications } from '../schema/applications';
import { attachments } from '../schema/attachments';
import { relationTo } from './relation';

/** The attachments of an application in the order they were added; callers prove before that they may see them. */
export const attachmentsOn = (db: Queryable, applicationId: string) =>
  db
    .select({
      id: attachments.id,
      /** The request it answers; null where it came with the application. */
      requestId: attachments.requestId,
      kind: attachments.kind,
      fileName: attachments.fileName,
      status: attachments.status,
      refusal: attachments.refusal,
      mediaType: attachments.mediaType,
      /** Length of the clean copy, or as declared until there is one; null while only the browser knows. */
      bytes: attachments.bytes,
      declaredBytes: attachments.declaredBytes,
      receivedBytes: attachments.receivedBytes,
      createdAt: attachments.createdAt,
    })
    .from(attachments)
    .where(eq(attachments.applicationId, applicationId))
    .orderBy(asc(attachments.createdAt), asc(attachments.id));

export type AttachmentRow = Awaited<ReturnType<typeof attachmentsOn>>[number];

/** The attachments as whoever may read the application sees them, or null to anybody else. */
export async function readableAttachments(
  db: Queryable,
  actor: Actor,
  applicationId: string,
): Promise<AttachmentRow[] | null> {
  const [application] = await db
    .select(standing)
    .from(applications)
    .where(eq(applications.id, applicationId));
  return application && (await mayRead(db, actor, application)) ? attachmentsOn(db, applicationId) : null;
}

/** One attachment as it stands, for its owner's upload; null when it is not there or not theirs. */
export async function ownAttachment(
  db: Queryable,
  actor: Actor,
  { applicationId, attachmentId }: { applicationId: string; attachmentId: string },
) {
  const [found] = await db
    .select({ attachment: attachments, application: standing })
    .from(attachments)
    .innerJoin(applications, eq(applications.id, attachments.applicationId))
    .where(and(eq(attachments.id, attachmentId), eq(attachments.applicationId, applicationId)));
  if (!found) return null;
  const own = (await relationTo(db, actor, found.application)) === 'own';
  if (!may(actor, 'application.attach', own)) return null;
  return found.attachment;
}

/** An accepted attachment and where its clean copy lies, for whoever may read the application; null to anybody else. */
export async function readableAttachment(
  db: Queryable,
  actor: Actor,
  { applicationId, attachmentId }: { applicationId: string; attachmentId: string },
) {
  const [found] = await db
    .select({
      application: standing,
      fileName: attachments.fileName,
      mediaType: attachments.mediaType,
      storeKey: attachments.storeKey,
      sha256: attachments.sha256,
    })
    .from(attachments)
    .innerJoin(applications, eq(applications.id, attachments.applicationId))
    .where(and(eq(attachments.id, attachmentId), eq(attachments.applicationId, applicationId)));
  if (!found?.mediaType || !(await mayRead(db, actor, found.application))) return null;
  const { fileName, mediaType, storeKey, sha256 } = found;
  return { id: attachmentId, fileName, mediaType, storeKey, sha256 };
}

/** What tells who may see an application. */
const standing = {
  citizenId: applications.citizenId,
  openedLevel: applications.openedLevel,
  callId: applications.callId,
  mandateId: applications.mandateId,
  takenOverAt: applications.takenOverAt,
  form: applications.form,
};

/** A draft is its citizen's, and of who compiles it for them: for the office it does not exist. */
async function mayRead(
  db: Queryable,
  actor: Actor,
  application: Filed & { form: unknown },
): Promise<boolean> {
  const own = (await relationTo(db, actor, application)) === 'own';
  return (own || application.form !== null) && may(actor, 'application.read', own);
}
