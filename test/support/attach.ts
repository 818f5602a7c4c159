import { v7 as newId } from 'uuid';
import { beginAttachment } from '../../commands/attachment/begin';
import type { AttachmentReference } from '../../commands/attachment/hold';
import { receivePart } from '../../commands/attachment/receive';
import { ownContents } from '../../commands/file/contents';
import type { Database } from '../../db/client';
import type { DocumentKind } from '../../domain/attachment/kinds';
import type { MediaType } from '../../domain/attachment/limits';
import type { Judged } from '../../domain/attachment/verdict';
import { embeddedStore } from '../../integrations/files/embedded';
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

/** Keeps the clean copy of a file in our own database, as its inspection does before it is recorded. */
export async function keptHere(
  db: Database,
  id: string,
  bytes: Buffer,
  mediaType: MediaType = 'application/pdf',
): Promise<Judged> {
  const storeKey = await embeddedStore(ownContents(db)).keep({ id, mediaType, bytes });
  return { clean: { mediaType, bytes, storeKey } };
}

/** The bytes that our own database keeps of a file; null where there are none. */
export const readHere = (db: Database, id: string): Promise<Buffer | null> => ownContents(db).read(id);
