import { setTimeout as pause } from 'node:timers/promises';
import { ownAttachment } from '@/db/queries/attachments';
import type { InspectionRefusal } from '@/domain/attachment/refusal';
import type { Actor } from '@/domain/roles';
import { database } from '../database';

/** Who has no scripts sees no progress: their page waits a little for the outcome, which mostly takes a second. */
const patienceMs = 4_000;
const everyMs = 200;

/** Waits a little for the inspection; answers why it refused the file, or null where it did not or is not done. */
export async function refusalInTime(
  actor: Actor,
  reference: { applicationId: string; attachmentId: string },
): Promise<InspectionRefusal | null> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const attachment = await ownAttachment(database(), actor, reference);
    if (attachment?.status !== 'in controllo') return attachment?.refusal ?? null;
    if (Date.now() > until) return null;
    await pause(everyMs);
  }
}
