import { and, asc, eq } from 'drizzle-orm';
import { may } from '../../domain/permissions';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../client';
import { applications } from '../schema/applications';
import { attachmentContents, attachments } from '../schema/attachments';
import { sealedContent } from '../sealing/columns';

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
    .select({ citizenId: applications.citizenId, form: applications.form })
    .from(applications)
    .where(eq(applications.id, applicationId));
  return application && mayRead(actor, application) ? attachmentsOn(db, applicationId) : null;
}

/** One attachment as it stands, for its owner's upload; null when it is not there or not theirs. */
export async function ownAttachment(
  db: Queryable,
  actor: Actor,
  { applicationId, attachmentId }: { applicationId: string; attachmentId: string },
) {
  const [found] = await db
    .select({ attachment: attachments, citizenId: applications.citizenId })
    .from(attachments)
    .innerJoin(applications, eq(applications.id, attachments.applicationId))
    .where(and(eq(attachments.id, attachmentId), eq(attachments.applicationId, applicationId)));
  if (!found || !may(actor, 'application.attach', isHolder(actor, found.citizenId))) return null;
  return found.attachment;
}

/** The clean copy of an accepted attachment, for whoever may read the application; null to anybody else. */
export async function attachmentContent(
  db: Queryable,
  actor: Actor,
  { applicationId, attachmentId }: { applicationId: string; attachmentId: string },
) {
  const [found] = await db
    .select({
      citizenId: applications.citizenId,
      form: applications.form,
      fileName: attachments.fileName,
      mediaType: attachments.mediaType,
      bytes: attachmentContents.bytes,
    })
    .from(attachments)
    .innerJoin(applications, eq(applications.id, attachments.applicationId))
    .innerJoin(attachmentContents, eq(attachmentContents.attachmentId, attachments.id))
    .where(and(eq(attachments.id, attachmentId), eq(attachments.applicationId, applicationId)));
  if (!found?.mediaType || !mayRead(actor, found)) return null;
  const { fileName, mediaType, bytes } = found;
  return { fileName, mediaType, bytes: sealedContent.open(attachmentId, bytes) };
}

/** A draft is its holder's alone: for the office it does not exist. */
function mayRead(actor: Actor, { citizenId, form }: { citizenId: string; form: unknown }): boolean {
  const own = isHolder(actor, citizenId);
  return (own || form !== null) && may(actor, 'application.read', own);
}

const isHolder = (actor: Actor, citizenId: string): boolean =>
  actor.kind === 'user' && actor.id === citizenId;
