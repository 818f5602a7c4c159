import type { ProcessName } from '../domain/processes';

/** The queue all processes run on. */
export const taskQueue = 'buoni-spesa';

/** What every process is started with: whose it is, and the epoch of the database it may write to. */
export interface ProcessStart {
  epoch: string;
  /** Opaque id of the application, ticket, message or attachment. */
  id: string;
}

/** One workflow for each business id and epoch, for ever: a second start finds the first. */
export const workflowId = (process: ProcessName, { epoch, id }: ProcessStart): string =>
  `${process}:${epoch}:${id}`;

/**
 * Signals are named by what happened first and carry the events they tell, each with its number, and with the trace of the
 * act it follows from where there is one (`tracing.ts`). One that is recalled happened in a database that was put back
 * since, and what it made to be told was told then.
 */
export type Numbered<E> = E & { number: number; trace?: string | undefined; recalled?: boolean };
