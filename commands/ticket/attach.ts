import { createHash } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { fileContents } from '../../db/schema/attachments';
import { ticketFileContents, ticketFiles } from '../../db/schema/tickets';
import { sealedTicketFile } from '../../db/sealing/columns';
import { cleanFileName } from '../../domain/attachment/file-name';
import { limitFigures, longestFile } from '../../domain/attachment/limits';
import { attachmentFault, refusedUpload } from '../../domain/attachment/refusal';
import type { Judged } from '../../domain/attachment/verdict';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { ticketFileLimit } from '../../domain/ticket/files';
import { countRequest } from '../limits/requests';
import { transact, type Outcome } from '../transaction';
import { holdTicket, recordTicketEvent, writeTicketMessage } from './case';
import { holds } from './reply';

/**
 * The person sends a file with their ticket, as a message of its own: it has the effect of a reply. Nobody is given it
 * before its inspection, which the ticket's workflow asks for.
 *
 * @param input.fileId chosen by the form: posted twice, it is one file
 *
 * Refusals: those of a reply; `invalid` at `file` with a code of `domain/attachment/refusal.ts`.
 */
export async function attachToTicket(
  db: Queryable,
  holder: { secret: string } | { userId: string },
  input: { code: string; fileId: string; fileName: string; bytes: Buffer },
): Promise<Outcome<null>> {
  const counted = await countRequest(db, 'ticket-reply', input.code);
  if (!counted.ok) return counted;
  const { fileId, bytes } = input;
  return transact(db, async (tx) => {
    const ticket = await holdTicket(tx, input);
    if (!ticket || !holds(holder, ticket)) return refused({ code: 'not-found' });
    const [before] = await tx.select().from(ticketFiles).where(eq(ticketFiles.id, fileId));
    if (before) return before.ticketId === ticket.id ? ok(null) : refused({ code: 'not-found' });
    if (bytes.length === 0) return refused(refusedUpload('empty'));
    if (bytes.length > longestFile) return refused(refusedUpload('too-large'));
    const [sent] = await tx
      .select({ files: count() })
      .from(ticketFiles)
      .where(eq(ticketFiles.ticketId, ticket.id));
    if ((sent?.files ?? 0) >= ticketFileLimit) {
      return refused(
        invalid('file', attachmentFault('too-many'), { ...limitFigures, files: ticketFileLimit }),
      );
    }
    const fileName = cleanFileName(input.fileName);
    const written = await writeTicketMessage(tx, {
      id: newId(),
      ticketId: ticket.id,
      author: 'richiedente',
      authorId: ticket.userId,
      text: fileName,
    });
    if (!written.ok) return written;
    await tx.insert(ticketFiles).values({ id: fileId, ticketId: ticket.id, fileName, ...written.value });
    await tx.insert(ticketFileContents).values({ fileId, bytes: sealedTicketFile.seal(fileId, bytes) });
    return recordTicketEvent(
      tx,
      ticket,
      { kind: 'requester' },
      { kind: 'replied', ...written.value, fileId },
    );
  });
}

/** A file that awaits its inspection; `judged` when there is nothing left to do. */
export async function ticketFileToInspect(db: Queryable, fileId: string): Promise<Buffer | 'judged'> {
  const [file] = await db
    .select({ status: ticketFiles.status, bytes: ticketFileContents.bytes })
    .from(ticketFiles)
    .innerJoin(ticketFileContents, eq(ticketFileContents.fileId, ticketFiles.id))
    .where(eq(ticketFiles.id, fileId));
  return file?.status === 'in controllo' ? sealedTicketFile.open(fileId, file.bytes) : 'judged';
}

/**
 * Records what the inspection made of a file: where its clean copy was put, or the reason. What came in is dropped either
 * way; a file that came with a request stays.
 */
export async function recordTicketFile(
  db: Queryable,
  { fileId, verdict }: { fileId: string; verdict: Judged },
): Promise<Outcome<{ there: true }>> {
  return transact(db, async (tx) => {
    const [file] = await tx.select().from(ticketFiles).where(eq(ticketFiles.id, fileId)).for('update');
    if (file?.status !== 'in controllo') return ok({ there: true });
    await tx.delete(ticketFileContents).where(eq(ticketFileContents.fileId, fileId));
    // A try that broke off, before another store was chosen, may have left one here.
    if ('refusal' in verdict || verdict.clean.storeKey !== null)
      await tx.delete(fileContents).where(eq(fileContents.fileId, fileId));
    const outcome =
      'refusal' in verdict
        ? ({ status: 'rifiutato', refusal: verdict.refusal } as const)
        : ({
            status: 'accettato',
            mediaType: verdict.clean.mediaType,
            storeKey: verdict.clean.storeKey,
            sha256: createHash('sha256').update(verdict.clean.bytes).digest(),
          } as const);
    await tx.update(ticketFiles).set(outcome).where(eq(ticketFiles.id, fileId));
    return ok({ there: true });
  });
}
