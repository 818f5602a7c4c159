import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachments } from '../../db/schema/attachments';
import { outbox } from '../../db/schema/delivery';
import type { AttachmentEvent } from '../../domain/attachment/status';
import type { ProgrammeRules } from '../../domain/programme/rules';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { holdFor } from '../application/authorise';
import type { Outcome } from '../transaction';

export type Attachment = typeof attachments.$inferSelect;

export interface AttachmentReference {
  applicationId: string;
  attachmentId: string;
}

/** Holds a draft to which the actor may attach. Refusals: `not-found`, `not-editable` (sent or closed). */
export async function holdDraft(
  tx: Queryable,
  actor: Actor,
  applicationId: string,
): Promise<Outcome<{ rules: ProgrammeRules; now: Date }>> {
  const held = await holdFor(tx, actor, 'application.attach', applicationId);
  if (!held.ok) return held;
  return held.value.application.status === 'bozza' ? held : refused({ code: 'not-editable' });
}

/**
 * Holds an attachment of a draft: the application first, as every act on it does. Refusals: `not-found`,
 * `not-editable` (sent or closed).
 */
export async function holdAttachment(
  tx: Queryable,
  actor: Actor,
  { applicationId, attachmentId }: AttachmentReference,
): Promise<Outcome<Attachment>> {
  const held = await holdDraft(tx, actor, applicationId);
  if (!held.ok) return held;
  const [attachment] = await tx
    .select()
    .from(attachments)
    .where(and(eq(attachments.id, attachmentId), eq(attachments.applicationId, applicationId)))
    .for('update');
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
