import { ApplicationFailure } from '@temporalio/common';
import { keepArchive } from '../commands/own-data/archive';
import { copyToPrepare, type Copy } from '../commands/own-data/copy';
import type { Database } from '../db/client';
import { writeArchive } from '../documents/archive';
import { writeOwnData } from '../documents/own-data';
import type { Letterhead } from '../documents/pdf';
import type { FileStore } from '../integrations/files/port';
import { servedFileName } from '../domain/attachment/file-name';
import type { Instant, Term } from '../domain/calendar';

interface Preparing {
  db: Database;
  files: FileStore;
  letterhead: Letterhead;
  ownDataKept?: Term | undefined;
}

/**
 * Gathers a person's data as JSON, as PDF and with the documents they gave, and keeps it for them to take. A copy that is
 * there already stays.
 */
export async function prepareOwnData(
  { db, files, letterhead, ownDataKept }: Preparing,
  requestId: string,
): Promise<{ expiresAt: Instant }> {
  const copy = await copyToPrepare(db, requestId, (file) => files.read(file));
  const bytes = copy ? await archiveOf(copy, letterhead) : Buffer.alloc(0);
  const kept = await keepArchive(db, { requestId, bytes, kept: ownDataKept });
  if (!kept.ok) throw ApplicationFailure.nonRetryable('no copy was asked for');
  return kept.value;
}

async function archiveOf({ data, documents, at }: Copy, letterhead: Letterhead): Promise<Buffer> {
  const { name, bytes } = await writeOwnData(
    { ...data, at, account: accountFacts(data.account) },
    letterhead,
  );
  return writeArchive([
    { path: name, bytes },
    { path: 'dati.json', bytes: Buffer.from(JSON.stringify(data, null, 2)) },
    ...documents.map(({ registration, fileName, mediaType, bytes: document }) => ({
      path: `allegati/${registration?.replace('/', '-') ?? 'bozza'}/${servedFileName(fileName, mediaType)}`,
      bytes: document,
    })),
  ]);
}

function accountFacts(account: Copy['data']['account']): [string, string][] {
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
  return facts.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
}
