import { ApplicationFailure } from '@temporalio/common';
import { keepArchive } from '../commands/own-data/archive';
import type { Database } from '../db/client';
import { databaseNow } from '../db/queries/clock';
import { gatherPersonalData, givenDocument, type PersonalData } from '../db/queries/own-data/gather';
import { archiveToPrepare } from '../db/queries/own-data/requests';
import { writeArchive, type ArchivedFile } from '../documents/archive';
import { writeOwnData } from '../documents/own-data';
import type { Letterhead } from '../documents/pdf';
import type { FileStore } from '../integrations/files/port';
import { servedFileName } from '../domain/attachment/file-name';
import type { Instant, Term } from '../domain/calendar';

/** In bytes. What a copy holds of the documents the person gave; those beyond are named in it and stay on their pages. */
const mostDocuments = 100 * 1024 * 1024;

/**
 * Gathers a person's data as JSON, as PDF and with the documents they gave, and keeps it for them to take. A copy that is
 * there already stays. Only that it failed is told to the engine, whatever the fault says.
 */
export async function prepareOwnData(
  { db, files, letterhead, ownDataKept }: Archivist & { ownDataKept?: Term | undefined },
  requestId: string,
): Promise<{ expiresAt: Instant }> {
  const wanted = await archiveToPrepare(db, requestId);
  const bytes = wanted ? await archiveOf({ db, files, letterhead }, wanted.citizenId) : Buffer.alloc(0);
  const kept = await keepArchive(db, { requestId, bytes, kept: ownDataKept });
  if (!kept.ok) throw ApplicationFailure.nonRetryable('no copy was asked for');
  return kept.value;
}

interface Archivist {
  db: Database;
  files: FileStore;
  letterhead: Letterhead;
}

async function archiveOf({ db, files, letterhead }: Archivist, citizenId: string): Promise<Buffer> {
  const data = await gatherPersonalData(db, citizenId);
  const { account, consents, applications, helpRequests } = data;
  const documents = await documentsOf({ db, files }, citizenId, data);
  const { bytes } = await writeOwnData(
    { at: await databaseNow(db), account: accountFacts(account), consents, applications, helpRequests },
    letterhead,
  );
  return writeArchive([
    { path: 'i-miei-dati.pdf', bytes },
    { path: 'dati.json', bytes: Buffer.from(JSON.stringify(data, null, 2)) },
    ...documents,
  ]);
}

async function documentsOf(
  { db, files: store }: Omit<Archivist, 'letterhead'>,
  citizenId: string,
  { applications }: PersonalData,
): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  let room = mostDocuments;
  for (const { id: applicationId, registration, attachments } of applications) {
    for (const { id: attachmentId } of attachments) {
      const found = await givenDocument(db, citizenId, { applicationId, attachmentId });
      const bytes = found && (await store.read(found));
      if (!bytes || bytes.length > room) continue;
      room -= bytes.length;
      const folder = registration?.replace('/', '-') ?? 'bozza';
      files.push({
        path: `allegati/${folder}/${servedFileName(found.fileName, found.mediaType)}`,
        bytes,
      });
    }
  }
  return files;
}

function accountFacts(account: PersonalData['account']): [string, string][] {
  const facts: [string, string | null][] = [
    ['Username', account.username],
    ['Cognome', account.familyName],
    ['Nome', account.givenName],
    ['Codice Fiscale', account.fiscalCode],
    ['Data di Nascita', account.birthDate],
    ['Telefono', account.phone],
    ['Cellulare', account.mobile],
    ['Indirizzo', account.address],
    ['E-mail', account.email],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value]] : []));
}
