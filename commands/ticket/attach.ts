import { count, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { ticketFileContents, ticketFiles } from '../../db/schema/tickets';
import { sealedTicketFile } from '../../db/sealing/columns';
import { cleanFileName } from '../../domain/attachment/file-name';
import { limitFigures, longestFile } from '../../domain/attachment/limits';
import { attachmentFault, refusedUpload } from '../../domain/attachment/refusal';
import type { Verdict } from '../../domain/attachment/verdict';
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

/** A file that awaits its inspection, or null when it was judged already. */
export async function ticketFileToInspect(db: Queryable, fileId: string): Promise<Buffer | null> {
  const [file] = await db
    .select({ status: ticketFiles.status, bytes: ticketFileContents.bytes })
    .from(ticketFiles)
    .innerJoin(ticketFileContents, eq(ticketFileContents.fileId, ticketFiles.id))
    .where(eq(ticketFiles.id, fileId));
  return file?.status === 'in controllo' ? sealedTicketFile.open(fileId, file.bytes) : null;
}

/** Records what the inspection made of a file: the clean copy in place of what came in, or the reason and nothing of it. */
export async function recordTicketFile(
  db: Queryable,
  { fileId, verdict }: { fileId: string; verdict: Verdict },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const [file] = await tx.select().from(ticketFiles).where(eq(ticketFiles.id, fileId)).for('update');
    if (file?.status !== 'in controllo') return ok(null);
    if ('refusal' in verdict) {
      await tx.delete(ticketFileContents).where(eq(ticketFileContents.fileId, fileId));
    } else {
      await tx
        .update(ticketFileContents)
        .set({ bytes: sealedTicketFile.seal(fileId, verdict.clean.bytes) })
        .where(eq(ticketFileContents.fileId, fileId));
    }
    const outcome =
      'refusal' in verdict
        ? ({ status: 'rifiutato', refusal: verdict.refusal } as const)
        : ({ status: 'accettato', mediaType: verdict.clean.mediaType } as const);
    await tx.update(ticketFiles).set(outcome).where(eq(ticketFiles.id, fileId));
    return ok(null);
  });
}
