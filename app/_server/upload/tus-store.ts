import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/utils';
import { beginAttachment } from '@/commands/attachment/begin';
import { receivePart } from '@/commands/attachment/receive';
import { removeAttachment } from '@/commands/attachment/remove';
import type { Outcome } from '@/commands/transaction';
import { ownAttachment } from '@/db/queries/attachments';
import type { Refusal } from '@/domain/refusal';
import type { Actor } from '@/domain/roles';
import { database } from '../database';
import { refusalProblem } from '../problem';
import { partsOf } from './parts';

/** A refusal in the shape in which the protocol's handlers answer faults. */
class RefusedUpload extends Error {
  constructor(
    readonly status_code: number,
    readonly body: string,
  ) {
    super('refused');
  }
}

/**
 * The attachments of one application as the protocol's store, for the one who asks: each of its verbs is a command,
 * which judges whether it may be.
 */
export class AttachmentStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(
    private readonly actor: Actor,
    private readonly applicationId: string,
  ) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    await done(
      beginAttachment(database(), this.actor, {
        ...this.reference(upload.id),
        kind: upload.metadata?.kind ?? '',
        fileName: upload.metadata?.filename ?? '',
        declaredBytes: upload.size ?? null,
      }),
    );
    return upload;
  }

  override async write(stream: Readable, id: string, start: number): Promise<number> {
    let offset = start;
    for await (const bytes of partsOf(stream)) {
      const part = { ...this.reference(id), offset, bytes };
      offset = (await done(receivePart(database(), this.actor, part))).receivedBytes;
    }
    return offset;
  }

  override async getUpload(id: string): Promise<Upload> {
    const attachment = await ownAttachment(database(), this.actor, this.reference(id));
    if (!attachment) throw await refusedBy({ code: 'not-found' });
    const { receivedBytes: offset, declaredBytes, createdAt } = attachment;
    return new Upload({
      id,
      offset,
      size: declaredBytes ?? undefined,
      creation_date: createdAt.toISOString(),
    });
  }

  override async remove(id: string): Promise<void> {
    await done(removeAttachment(database(), this.actor, this.reference(id)));
  }

  private reference(attachmentId: string) {
    return { applicationId: this.applicationId, attachmentId };
  }
}

async function done<T>(act: Promise<Outcome<T>>): Promise<T> {
  const outcome = await act;
  if (outcome.ok) return outcome.value;
  throw await refusedBy(outcome.error);
}

async function refusedBy(refusal: Refusal): Promise<RefusedUpload> {
  const answer = refusalProblem(refusal);
  return new RefusedUpload(answer.status, await answer.text());
}
