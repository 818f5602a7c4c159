import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { gatherPersonalData, givenDocument, type PersonalData } from '../../db/queries/own-data/gather';
import { archiveToPrepare } from '../../db/queries/own-data/requests';
import type { MediaType } from '../../domain/attachment/limits';

/** In bytes. What a copy holds of the documents the person gave; those beyond are named in it and stay on their pages. */
const mostDocuments = 100 * 1024 * 1024;

/** All that goes into a copy of a person's data. */
export interface Copy {
  data: PersonalData;
  /** The documents they gave, each with the protocol number of its application, if that was sent. */
  documents: { fileName: string; mediaType: MediaType; bytes: Buffer; registration: string | null }[];
  /** When this was so. */
  at: Date;
}

type Given = NonNullable<Awaited<ReturnType<typeof givenDocument>>>;

/**
 * What the copy of a request is to hold; null where it is there already, or nobody asked.
 *
 * @param read fetches the clean copy of a document from where it lies
 */
export async function copyToPrepare(
  db: Queryable,
  requestId: string,
  read: (document: Given) => Promise<Buffer>,
): Promise<Copy | null> {
  const wanted = await archiveToPrepare(db, requestId);
  if (!wanted) return null;
  const at = await databaseNow(db);
  const data = await gatherPersonalData(db, wanted.citizenId);
  return { data, documents: await documentsOf(db, wanted.citizenId, data, read), at };
}

async function documentsOf(
  db: Queryable,
  citizenId: string,
  { applications }: PersonalData,
  read: (document: Given) => Promise<Buffer>,
): Promise<Copy['documents']> {
  const documents: Copy['documents'] = [];
  let room = mostDocuments;
  for (const { id: applicationId, registration, attachments } of applications) {
    for (const { id: attachmentId } of attachments) {
      const found = await givenDocument(db, citizenId, { applicationId, attachmentId });
      const bytes = found && (await read(found));
      if (!bytes || bytes.length > room) continue;
      room -= bytes.length;
      documents.push({ fileName: found.fileName, mediaType: found.mediaType, bytes, registration });
    }
  }
  return documents;
}
