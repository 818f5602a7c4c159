import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachments } from '../../db/schema/attachments';
import { outbox } from '../../db/schema/delivery';
import type { AttachmentEvent } from '../../domain/attachment/status';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { holdFor } from '../application/authorise';
import type { Case } from '../application/case';
import { openRequest } from '../application/open-request';
import type { Outcome } from '../transaction';

export type Attachment = typeof attachments.$inferSelect;

export interface AttachmentReference {
  applicationId: string;
  attachmentId: string;
}

/**
 * Holds an application to which the actor may attach: a draft, or one with a request the citizen is to answer, if the files
 * are for that. Refusals: `not-found`; `not-editable` (sent or closed); `request-closed`.
 */
export async function holdOpen(
  tx: Queryable,
  actor: Actor,
  { applicationId, requestId }: { applicationId: string; requestId: string | null },
): Promise<Outcome<Case>> {
  const permission = requestId === null ? 'application.attach' : 'application.answer';
  const held = await holdFor(tx, actor, permission, applicationId);
  if (!held.ok) return held;
  if (requestId === null) {
    return held.value.application.status === 'bozza' ? held : refused({ code: 'not-editable' });
  }
  const request = await openRequest(tx, applicationId);
  return request?.id === requestId && request.answerBy > held.value.now
    ? held
    : refused({ code: 'request-closed' });
}

/**
 * Holds an attachment that may still change: the application first, as every act on it does. Refusals: `not-found`,
 * `not-editable` (sent or closed), `request-closed`.
 */
export async function holdAttachment(
  tx: Queryable,
  actor: Actor,
  { applicationId, attachmentId }: AttachmentReference,
): Promise<Outcome<Attachment>> {
  const belongs = and(eq(attachments.id, attachmentId), eq(attachments.applicationId, applicationId));
  const [known] = await tx.select({ requestId: attachments.requestId }).from(attachments).where(belongs);
  const held = await holdOpen(tx, actor, { applicationId, requestId: known?.requestId ?? null });
  if (!held.ok) return held;
  const [attachment] = await tx.select().from(attachments).where(belongs).for('update');
  return attachment ? ok(attachment) : refused({ code: 'not-found' });
}

/** The word to the attachment's workflow: the first starts it, the second ends its waiting. */
export async function tellAttachment(
  tx: Queryable,
  attachmentId: string,
  event: AttachmentEvent,
): Promise<void> {
  const number = event.kind === 'begun' ? 1 : 2;
  await tx.insert(outbox).values({ process: 'attachment', businessId: attachmentId, number, event });
}
