import { v7 as newId } from 'uuid';
import { beginAttachment } from '../../commands/attachment/begin';
import type { AttachmentReference } from '../../commands/attachment/hold';
import { receivePart } from '../../commands/attachment/receive';
import type { Database } from '../../db/client';
import type { DocumentKind } from '../../domain/attachment/kinds';
import { done, type User } from './town';

/** Begins to attach a file of so many bytes. */
export async function begun(
  db: Database,
  citizen: User,
  applicationId: string,
  declaredBytes: number | null,
  { kind = 'isee', patience }: { kind?: DocumentKind; patience?: string } = {},
): Promise<AttachmentReference> {
  const reference = { applicationId, attachmentId: newId() };
  const file = { ...reference, kind, fileName: 'isee.pdf', declaredBytes };
  done(await beginAttachment(db, citizen, file, patience));
  return reference;
}

/** Attaches a whole file, which then awaits its inspection. */
export async function attached(
  db: Database,
  citizen: User,
  applicationId: string,
  bytes: Buffer,
  kind: DocumentKind = 'isee',
): Promise<AttachmentReference> {
  const reference = await begun(db, citizen, applicationId, bytes.length, { kind });
  done(await receivePart(db, citizen, { ...reference, offset: 0, bytes }));
  return reference;
}
