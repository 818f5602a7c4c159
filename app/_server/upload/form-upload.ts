import { setTimeout as pause } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { beginAttachment } from '@/commands/attachment/begin';
import type { AttachmentReference } from '@/commands/attachment/hold';
import { receivePart } from '@/commands/attachment/receive';
import { removeAttachment } from '@/commands/attachment/remove';
import type { Outcome } from '@/commands/transaction';
import { ownAttachment } from '@/db/queries/attachments';
import { longestFile } from '@/domain/attachment/limits';
import { refusedUpload } from '@/domain/attachment/refusal';
import { ok, refused } from '@/domain/result';
import type { Actor } from '@/domain/roles';
import { database } from '../database';
import { BrokenForm, withSentFile, type FormWords, type SentFile } from './form-file';
import { partsOf } from './parts';

/** What a form adds to the file it carries is far less. */
const formBytes = 64 * 1024;

/**
 * Attaches the file of a plain form as it streams in: never more than a part of it is in memory. A form longer than
 * any file we take is refused unread.
 *
 * @param formId of the page's form, by which the attachment is known: sent again once the file is here, it is not taken in again
 *
 * Refusals: those of the commands; `invalid` with `attachment-no-file`, `attachment-too-large`,
 * `attachment-interrupted`.
 */
export async function attachFromForm(
  request: Request,
  actor: Actor,
  applicationId: string,
  formId: string | null,
): Promise<Outcome<{ attachmentId: string }>> {
  const first = formId && (await whole(actor, { applicationId, attachmentId: formId }));
  if (formId && first) return ok({ attachmentId: formId });
  if (Number(request.headers.get('content-length')) > longestFile + formBytes) {
    return refused(refusedUpload('too-large'));
  }
  // Where the first try of the form broke off in the middle, this is another file.
  const attachmentId = formId && first === null ? formId : newId();
  const attached = await takeForm(request, actor, { applicationId, requestId: null, attachmentId });
  if (attached?.ok === false && attached.error.code === 'wrong-offset' && formId) {
    return (await whole(actor, { applicationId, attachmentId: formId }))
      ? ok({ attachmentId: formId })
      : refused(refusedUpload('interrupted'));
  }
  return attached ?? refused(refusedUpload('no-file'));
}

/** How long the same form sent twice at once waits for the file that the other one brings, in milliseconds. */
const otherMs = 15_000;
const askEveryMs = 200;

/** Whether a file has wholly arrived, once it does not come any more; null where there is none. */
async function whole(actor: Actor, reference: AttachmentReference): Promise<boolean | null> {
  const until = performance.now() + otherMs;
  for (;;) {
    const found = await ownAttachment(database(), actor, reference);
    if (!found) return null;
    if (found.status !== 'in arrivo') return true;
    if (performance.now() > until) return false;
    await pause(askEveryMs);
  }
}

/** The words of an answer take four bytes a letter at most. */
const answerWords = 16_384;

/**
 * Reads the form of an answer: its words, and the file that goes with it, attached as it streams in. The words come back
 * whatever becomes of the file, also where it is longer than any we take.
 *
 * @returns what became of the file; null where none was chosen
 */
export async function answerFromForm(
  request: Request,
  actor: Actor,
  { applicationId, requestId }: { applicationId: string; requestId: string },
): Promise<{ fields: Map<string, string>; attached: Outcome<{ attachmentId: string }> | null }> {
  const fields = new Map<string, string>();
  const words = { fields, fieldSize: answerWords };
  return {
    fields,
    attached: await takeForm(request, actor, { applicationId, requestId, attachmentId: newId() }, words),
  };
}

async function takeForm(
  request: Request,
  actor: Actor,
  { requestId, ...reference }: AttachmentReference & { requestId: string | null },
  words?: FormWords,
): Promise<Outcome<{ attachmentId: string }> | null> {
  try {
    const outcome = await withSentFile(
      request,
      async (file) => file && takeIn(actor, { ...reference, requestId }, file),
      words,
    );
    if (outcome === null) return null;
    // Begun by the same form sent at the same time, it is the other's to finish.
    if (!outcome.ok && outcome.error.code !== 'wrong-offset')
      await removeAttachment(database(), actor, reference);
    return outcome.ok ? ok({ attachmentId: reference.attachmentId }) : outcome;
  } catch (fault) {
    await removeAttachment(database(), actor, reference);
    if (fault instanceof BrokenForm) return refused(refusedUpload('interrupted'));
    throw fault;
  }
}

async function takeIn(
  actor: Actor,
  reference: AttachmentReference & { requestId: string | null },
  { kind, fileName, content }: SentFile,
): Promise<Outcome<unknown>> {
  const begun = await beginAttachment(database(), actor, {
    ...reference,
    kind,
    fileName,
    declaredBytes: null,
  });
  if (!begun.ok) return begun;
  let offset = 0;
  for await (const bytes of partsOf(content)) {
    const received = await receivePart(database(), actor, { ...reference, offset, bytes });
    if (!received.ok) return received;
    offset = received.value.receivedBytes;
  }
  return receivePart(database(), actor, { ...reference, offset, bytes: Buffer.alloc(0), last: true });
}
