import { heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { fileToInspect, recordInspection } from '../commands/attachment/inspect';
import { recordTicketFile, ticketFileToInspect } from '../commands/ticket/attach';
import type { Database } from '../db/client';
import type { Verdict } from '../domain/attachment/verdict';
import type { FileInspection } from '../integrations/inspection/port';
import { inTurns } from '../integrations/turns';
import type { VirusScan } from '../integrations/virus-scan';

export interface Inspection {
  db: Database;
  fileInspection: FileInspection;
  virusScan: VirusScan;
}

/** More often than the engine misses it (workflows/retries.ts). */
const heartbeatMs = 5_000;

/** Whole files in this process's memory at once. */
const inTurn = inTurns(2);

/**
 * Inspects a file that has arrived and records the outcome. A file that was taken away or judged meanwhile is left
 * alone. Where the scanner does not answer, nothing is recorded and the fault is thrown, to be tried again.
 */
export const inspectAttachment = (context: Inspection, attachmentId: string): Promise<void> =>
  inspectWith(
    context,
    () => fileToInspect(context.db, attachmentId),
    (verdict) => recordInspection(context.db, { attachmentId, verdict }),
  );

/** Inspects a file that came with a ticket, in the same manner. */
export const inspectTicketFile = (context: Inspection, fileId: string): Promise<void> =>
  inspectWith(
    context,
    () => ticketFileToInspect(context.db, fileId),
    (verdict) => recordTicketFile(context.db, { fileId, verdict }),
  );

async function inspectWith(
  context: Inspection,
  read: () => Promise<Buffer | null>,
  record: (verdict: Verdict) => Promise<unknown>,
): Promise<void> {
  const beating = setInterval(heartbeat, heartbeatMs);
  try {
    await inTurn(async () => {
      const bytes = await read();
      if (bytes !== null) await record(await judge(context, bytes));
    });
  } finally {
    clearInterval(beating);
  }
}

/** A virus outranks what else is wrong; what is wrong anyway is told even while the scanner is out of order. */
async function judge({ fileInspection, virusScan }: Inspection, bytes: Buffer): Promise<Verdict> {
  const verdict = await fileInspection.inspect(bytes);
  try {
    return (await virusScan.scan(bytes)) === 'infected' ? { refusal: 'infected' } : verdict;
  } catch {
    if ('refusal' in verdict) return verdict;
    // The scanner's own words may name the file: the engine keeps only that it happened.
    throw ApplicationFailure.retryable('the virus scanner does not answer');
  }
}
