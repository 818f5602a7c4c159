import type { RejectionReason } from '../application/reasons';
import type { Permission } from '../permissions';

/** What is done to many at once: decisions, results decided elsewhere, more time for vouchers, assignment. */
export const batchKinds = ['decide', 'results', 'extend', 'assign'] as const;

export type BatchKind = (typeof batchKinds)[number];

/** What each kind takes besides `batch.run`: the ordinary act's own permission. */
export const batchNeeds = {
  decide: 'application.decide',
  results: 'application.decide',
  extend: 'voucher.manage',
  assign: 'application.assign',
} as const satisfies Record<BatchKind, Permission>;

/** What was asked for all rows alike, to be shown again. */
export interface BatchParams {
  /** Name of the file of results. */
  fileName?: string;
  /** Name of the programme whose vouchers are extended. */
  programme?: string;
  /** `YYYY-MM-DD`. */
  expiresOn?: string;
  /** Colleague who gets the applications. */
  operatorId?: string;
  outcome?: 'approvata' | 'respinta';
  reasonCodes?: RejectionReason[];
  reason?: string;
}

/** Where a batch stands: its rows still come in, it waits for confirmation, it runs, it ended. */
export type BatchStage = 'lettura' | 'anteprima' | 'in corso' | 'annullato' | 'finito';

export function batchStage(batch: {
  readyAt: Date | null;
  confirmedAt: Date | null;
  finishedAt: Date | null;
  cancelledAt: Date | null;
}): BatchStage {
  if (batch.readyAt === null) return 'lettura';
  if (batch.confirmedAt === null) return 'anteprima';
  if (batch.cancelledAt !== null) return 'annullato';
  return batch.finishedAt === null ? 'in corso' : 'finito';
}

/** Chosen one by one, in an address. */
export const mostChosen = 500;
/** By a filter of the worklist. */
export const mostFiltered = 10_000;
/** In one file, or vouchers of one programme. */
export const mostRows = 100_000;
/** A file of results in bytes. */
export const largestFile = 100 * 1024 * 1024;
