import { heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { fileToInspect, recordInspection } from '../commands/attachment/inspect';
import { recordTicketFile, ticketFileToInspect } from '../commands/ticket/attach';
import type { Database } from '../db/client';
import type { Outcome } from '../commands/transaction';
import type { Judged, Verdict } from '../domain/attachment/verdict';
import type { FileStore } from '../integrations/files/port';
import { StoreBusy } from '../integrations/files/port';
import type { FileInspection } from '../integrations/inspection/port';
import { inTurns } from '../integrations/turns';
import type { VirusScan } from '../integrations/virus-scan';

export interface Inspection {
  db: Database;
  fileInspection: FileInspection;
  virusScan: VirusScan;
  files: FileStore;
}

/** More often than the engine misses it (workflows/retries.ts). */
const heartbeatMs = 5_000;

/** Whole files in this process's memory at once. */
const inTurn = inTurns(2);

/**
 * Inspects a file that has arrived, keeps its clean copy and records the outcome. A file that was judged meanwhile is left
 * alone; of one that was taken away nothing stays in the store, whatever an earlier try has left there. Where the scanner or
 * the store does not answer, nothing is recorded and the fault is thrown, to be tried again.
 */
export const inspectAttachment = (context: Inspection, attachmentId: string): Promise<void> =>
  inspectWith(context, attachmentId, {
    read: () => fileToInspect(context.db, attachmentId),
    record: (verdict) => recordInspection(context.db, { attachmentId, verdict }),
  });

/** Inspects a file that came with a ticket, in the same manner. */
export const inspectTicketFile = (context: Inspection, fileId: string): Promise<void> =>
  inspectWith(context, fileId, {
    read: () => ticketFileToInspect(context.db, fileId),
    record: (verdict) => recordTicketFile(context.db, { fileId, verdict }),
  });

/** Takes away the copy of a file that is no more. */
export const removeFile = ({ files }: Inspection, fileId: string): Promise<void> =>
  files.remove(fileId).catch(toldToEngine);

interface Inspected {
  read: () => Promise<Buffer | 'gone' | 'judged'>;
  record: (verdict: Judged) => Promise<Outcome<{ there: boolean }>>;
}

async function inspectWith(context: Inspection, id: string, { read, record }: Inspected): Promise<void> {
  const beating = setInterval(heartbeat, heartbeatMs);
  try {
    await inTurn(async () => {
      const bytes = await read();
      if (bytes === 'judged') return;
      if (bytes !== 'gone') {
        const recorded = await record(await kept(context, id, await judge(context, bytes)));
        if (recorded.ok && recorded.value.there) return;
      }
      await removeFile(context, id);
    });
  } finally {
    clearInterval(beating);
  }
}

/** Puts the clean copy into the store. */
async function kept({ files }: Inspection, id: string, verdict: Verdict): Promise<Judged> {
  if ('refusal' in verdict) return verdict;
  const storeKey = await files.keep({ id, ...verdict.clean }).catch(toldToEngine);
  return { clean: { ...verdict.clean, storeKey } };
}

/** No wait is longer than those of the policy (workflows/retries.ts). */
const longestWaitMs = 300_000;

/** What the engine keeps of a store's fault: that it happened, and when it asks to be tried again. */
function toldToEngine(fault: unknown): never {
  const wait = fault instanceof StoreBusy ? fault.retryAfterMs : null;
  throw ApplicationFailure.create({
    message: 'the file store does not answer',
    ...(wait !== null && { nextRetryDelay: Math.min(wait, longestWaitMs) }),
  });
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
